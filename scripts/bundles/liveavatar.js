export * from "@heygen/liveavatar-web-sdk";
