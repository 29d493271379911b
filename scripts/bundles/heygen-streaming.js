export * from "@heygen/streaming-avatar";
export { default } from "@heygen/streaming-avatar";
