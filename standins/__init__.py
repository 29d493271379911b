"""The vendors on this machine: servers that speak their wire formats, for tests and for trying
the site without keys. Nothing here is shown to anyone as real: every answer carries `x-standin`.

Each vendor is a module with a `VENDOR`, frozen `Faults` and `create_app(faults, visits=...)`;
`faults.py` has the faults that any vendor can have, and how to ask for them.
Those with a picture (`liveavatar.py`, `heygen.py`) have it from `livekit.py`: a room with a
simulated face that speaks in tones, over real WebRTC on loopback.
To add one, write its module in the shape of another and name it in `__main__.VENDORS`.
"""
