"""Sounds as browsers and programs make them, no longer than their headers need to be."""

OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(300)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\x16T\xaek\xae\x86\x86A_OPUS" + bytes(300)
MP4 = b"\x00\x00\x00\x1cftypisom" + bytes(16) + b"\x00\x00\x00\x20hdlr" + bytes(8) + b"soun" + bytes(300)
MP3 = b"ID3\x04" + bytes(300)
FILM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + b"\xae\x86\x86V_VP8\xae\x86\x86A_OPUS" + bytes(300)
PAGE = b"<!doctype html><script>alert(1)</script>"
