"""Makes honest bundles without a database, and dishonest ones out of them. For the tests of every bundle door."""

import hashlib
import io
import json
import struct
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pyrage
import zstandard

from station_app.errors import DamagedError
from station_app.exchange.archive import ArchiveWriter
from station_app.exchange.bundle import BundleWriter, Route, opened
from station_app.exchange.identities import Identity

MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
STATION = Identity.generate()
COUNTY = Identity.generate()
SCAN = b"%PDF-1.7 an invented scan"


def lines(count: int = 3) -> list[bytes]:
    return [json.dumps({"seq": seq, "text": "甲" * 20}, ensure_ascii=False).encode() for seq in range(1, count + 1)]


def route(count: int = 3, **changes) -> Route:
    facts = {
        "sender": "620502001",
        "receiver": "620502",
        "recipient": COUNTY.exchange_key,
        "epoch": "0123456789abcdef",
        "number": 1,
        "previous": "0" * 64,
        "first_seq": 1,
        "last_seq": count,
        "head": "ab" * 32,
        "created_at": MOMENT,
        "practice": False,
        "code_tables": {"gb3304_ethnic": "0123456789abcdef"},
        "policies": ("tianshui-2020-5",),
    }
    return Route(**{**facts, **changes})


def honest(content: list[bytes] | None = None, scans: tuple[bytes, ...] = (SCAN,), **changes) -> bytes:
    """A bundle as a station writes it."""
    content = lines() if content is None else content
    out = io.BytesIO()
    writer = BundleWriter(out, route(len(content), **changes))
    for line in content:
        writer.add_line(line)
    for digest, scan in sorted((hashlib.sha256(scan).hexdigest(), scan) for scan in scans):
        writer.add_attachment(digest, scan)
    writer.finish(STATION)
    return out.getvalue()


def members(raw: bytes) -> dict[str, bytes]:
    """Take a bundle apart with the standard library."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(parts: list[tuple[str, bytes]], **options) -> bytes:
    """Put parts together with the standard library's habits (its own dates, attributes, version)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def our_zip(parts: list[tuple[str, bytes]]) -> bytes:
    """Put parts together in our dialect, whatever they are called."""
    out = io.BytesIO()
    writer = ArchiveWriter(out)
    for name, content in parts:
        writer.add(name, content)
    writer.finish()
    return out.getvalue()


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def resigned(
    plain_members: list[bytes],
    change=lambda manifest: None,
    *,
    signer: Identity = STATION,
    pack=None,
    base: bytes = b"",
) -> bytes:
    """A bundle by a trusted but malicious station: any bytes as records, any change in the manifest, all signed.

    `pack` turns the plain bytes of a member into what is encrypted (default: an honest zstd frame).
    """
    manifest = json.loads(members(base or honest(scans=()))["manifest.json"])
    compress = pack or (lambda plain: zstandard.ZstdCompressor().compress(plain))
    recipient = pyrage.x25519.Recipient.from_str(manifest["recipient"])
    parts, listed = [], []
    for index, plain in enumerate(plain_members, 1):
        sealed = pyrage.encrypt(compress(plain), [recipient])
        name = f"records/{index:05d}.jsonl.zst.age"
        parts.append((name, sealed))
        listed.append({"name": name, "size": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest()})
    whole = b"".join(plain_members)
    manifest["members"] = listed
    manifest["content"] = hashlib.sha256(whole).hexdigest()
    manifest["counts"] = {"attachments": 0, "entries": whole.count(b"\n"), "plain_bytes": len(whole)}
    manifest["last_seq"] = manifest["first_seq"] + whole.count(b"\n") - 1
    change(manifest)
    raw = manifest if isinstance(manifest, bytes) else canonical(manifest)
    return our_zip([*parts, ("manifest.json", raw), ("manifest.sig", signer.sign("bundle", raw))])


def received(path: Path, key: str = STATION.signing_key) -> tuple[list[bytes], list[tuple[str, bytes]]]:
    """Read a bundle in the order of trust, as every door does."""
    with opened(path) as bundle:
        if not bundle.signed_by(key):
            raise DamagedError("bundle_forged")
        bundle.check_members()
        return list(bundle.lines(COUNTY)), list(bundle.attachments(COUNTY))


def patched(raw: bytes, at: int, form: str, value: int) -> bytes:
    """Overwrite a number in a header."""
    changed = bytearray(raw)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


@cache
def hostile() -> dict[str, bytes]:
    """The corpus that every bundle door must refuse, by name. Grows, never shrinks."""
    good = honest()
    parts = list(members(good).items())
    names = [name for name, _ in parts]
    first, *rest = parts
    directory = good.index(b"PK\1\2")
    lie = good
    for at in (directory + 20, directory + 24, 18, 22):
        lie = patched(lie, at, "<I", 1 << 31)
    twins = honest(scans=(b"one scan", b"two scan"))
    records, (a, first_blob), (b, second), *others = members(twins).items()
    end = len(good) - 22
    renamed = lambda name: our_zip([(name, first[1]), *rest])  # noqa: E731
    return {
        "empty": b"",
        "not_a_zip": b"hello" * 100,
        "only_an_end_record": b"PK\5\6" + bytes(18),
        "zeros": bytes(100_000),
        "half": good[: len(good) // 2],
        "one_byte_short": good[:-1],
        "one_byte_more": good + b"x",
        "prepended": b"#!/bin/sh\n" + good,
        "twice": good + good,
        "traversal": renamed("../../records/00001.jsonl.zst.age"),
        "absolute": renamed("/etc/cron.d/x"),
        "windows_path": renamed("records\\00001.jsonl.zst.age"),
        "drive": renamed("C:records/00001.jsonl.zst.age"),
        "newline_in_name": renamed("records/00001.jsonl.zst.age\n"),
        "other_number": renamed("records/00002.jsonl.zst.age"),
        "duplicate": our_zip([first, *parts]),
        "extra_member": our_zip([first, ("readme.txt", b"hi"), *rest]),
        "manifest_first": our_zip([parts[-2], parts[-1], *parts[:-2]]),
        "manifest_missing": our_zip([part for part in parts if part[0] != "manifest.json"]),
        "signature_stripped": our_zip(parts[:-1]),
        "signature_empty": our_zip([*parts[:-1], ("manifest.sig", b"")]),
        "signature_zero": our_zip([*parts[:-1], ("manifest.sig", bytes(64))]),
        "signature_long": our_zip([*parts[:-1], ("manifest.sig", parts[-1][1] + b"x")]),
        "signed_by_another": resigned([b"{}\n"], signer=COUNTY),
        "blob_dropped": our_zip([part for part in parts if not part[0].startswith("blobs/")]),
        "swapped": our_zip([(names[0], parts[1][1]), (names[1], parts[0][1]), *parts[2:]]),
        "recompressed": rezipped(parts, compression=zipfile.ZIP_DEFLATED),
        "rezipped": rezipped(parts),
        "zip_bomb": rezipped([(names[0], bytes(50 << 20)), *rest], compression=zipfile.ZIP_DEFLATED, compresslevel=9),
        "size_lie_directory": patched(good, directory + 24, "<I", 0xFFFFFFF0),
        "size_lie_both": patched(patched(good, directory + 24, "<I", 1 << 31), 22, "<I", 1 << 31),
        "size_lie_compressed": patched(patched(good, directory + 20, "<I", 1 << 31), 18, "<I", 1 << 31),
        "size_lie_everywhere": lie,
        "prepended_and_corrected": _shifted(good, b"#!/bin/sh\n"),
        "gap_between_members": _shifted(good, b""),
        "swapped_equal": our_zip([records, (a, second), (b, first_blob), *others]),
        "altered_with_right_checksum": our_zip([(first[0], first[1][:-1] + bytes([first[1][-1] ^ 1])), *rest]),
        "zip64_size": patched(good, directory + 24, "<I", 0xFFFFFFFF),
        "zip64_count": patched(patched(good, end + 8, "<H", 0xFFFF), end + 10, "<H", 0xFFFF),
        "zip64_offset": patched(good, end + 16, "<I", 0xFFFFFFFF),
        "encrypted_flag": patched(patched(good, directory + 8, "<H", 1), 6, "<H", 1),
        "utf8_flag": patched(patched(good, directory + 8, "<H", 0x800), 6, "<H", 0x800),
        "descriptor_flag": patched(patched(good, directory + 8, "<H", 8), 6, "<H", 8),
        "symlink": patched(good, directory + 38, "<I", 0o120777 << 16),
        "second_disk": patched(good, end + 4, "<H", 1),
        "comment": patched(good, end + 20, "<H", 5) + b"hello",
        "extra_field": patched(good, directory + 30, "<H", 4),
        "name_lie": patched(good, directory + 28, "<H", 0xFFFF),
        "offset_overlap": patched(good, good.index(b"PK\1\2", directory + 1) + 42, "<I", 0),
        **_malicious(),
    }


def _shifted(raw: bytes, inserted: bytes) -> bytes:
    """Put bytes before the first member (or a gap before the second) and correct every offset behind it."""
    central = struct.unpack_from("<I", raw, len(raw) - 6)[0]
    first_end = raw.index(b"PK\3\4", 4)
    at, gap = (0, inserted) if inserted else (first_end, b"\0" * 16)
    changed = bytearray(raw[:at] + gap + raw[at:])
    struct.pack_into("<I", changed, len(changed) - 6, central + len(gap))
    place = central + len(gap)
    while changed[place : place + 4] == b"PK\1\2":
        offset = struct.unpack_from("<I", changed, place + 42)[0]
        if offset >= at:
            struct.pack_into("<I", changed, place + 42, offset + len(gap))
        place += 46 + struct.unpack_from("<H", changed, place + 28)[0]
    return bytes(changed)


def _set(**changes):
    return lambda manifest: manifest.update(changes)


def _malicious() -> dict[str, bytes]:
    """Bundles whose signature is right: a trusted station turned bad."""
    plain = b"\n".join([*lines(), b""])
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(200 << 20))
    unsized = zstandard.ZstdCompressor(write_content_size=False).compress(plain)
    frame = zstandard.ZstdCompressor().compress(plain)
    small_lie = zstandard.ZstdCompressor(level=19).compress(bytes(3 << 20))
    big_number = lambda manifest: manifest.update(number=10**400)  # noqa: E731
    return {
        "zstd_bomb": resigned([plain], pack=lambda _: bomb),
        "zstd_ratio": resigned([plain], pack=lambda _: small_lie),
        "zstd_without_size": resigned([plain], pack=lambda _: unsized),
        "zstd_trailing": resigned([plain], pack=lambda _: frame + b"x"),
        "zstd_two_frames": resigned([plain], pack=lambda _: frame + frame),
        "zstd_cut": resigned([plain], pack=lambda _: frame[:-3]),
        "not_zstd": resigned([plain], pack=lambda part: part),
        "no_line_end": resigned([plain[:-1] + b" " * 5], _set(last_seq=2)),
        "giant_line": resigned([hashlib.shake_256(b"").hexdigest(3 << 19).encode() + b"\n"]),
        "other_content": resigned([plain], _set(content="00" * 32)),
        "other_size": resigned([plain], _set(counts={"attachments": 0, "entries": 3, "plain_bytes": 1})),
        "fewer_entries": resigned([plain], lambda m: (m["counts"].update(entries=2), m.update(last_seq=2))),
        "more_entries": resigned([plain], lambda m: (m["counts"].update(entries=4), m.update(last_seq=4))),
        "attachments_promised": resigned([plain], lambda m: m["counts"].update(attachments=1)),
        "unknown_key": resigned([plain], _set(x=1)),
        "key_missing": resigned([plain], lambda manifest: manifest.pop("head")),
        "nan": resigned([plain], _set(number=float("nan"))),
        "infinite": resigned([plain], _set(number=float("inf"))),
        "huge_number": resigned([plain], big_number),
        "negative": resigned([plain], _set(number=-1)),
        "fraction": resigned([plain], _set(number=1.0)),
        "true_number": resigned([plain], _set(number=True)),
        "other_format": resigned([plain], _set(format="station-app/bundle/2")),
        "other_suite": resigned([plain], _set(suite="none")),
        "to_itself": resigned([plain], _set(to="620502001")),
        "site_is_a_path": resigned([plain], _set(**{"from": "../../x"})),
        "local_time": resigned([plain], _set(created_at="2026-11-23T08:00:00")),
        "member_is_a_path": resigned([plain], lambda m: m["members"][0].update(name="../x")),
        "member_size": resigned([plain], lambda m: m["members"][0].update(size=1 << 40)),
        "deep_manifest": resigned([plain], lambda m: m.update(policies=_deep(900))),
        "other_previous": resigned([plain], _set(previous="11" * 32)),
    }


def _deep(levels: int) -> list:
    nested: list = []
    for _ in range(levels):
        nested = [nested]
    return nested


def entries_of(raw: bytes, receiver: Identity) -> list[dict]:
    """Open the record lines of a real bundle."""
    found = []
    for name, content in members(raw).items():
        if name.startswith("records/"):
            sealed = receiver.decrypt(content)
            found += [json.loads(line) for line in zstandard.decompress(sealed).splitlines()]
    return found


def rechained(entries: list[dict], signer: Identity, *, seal: bool = True) -> bytes:
    """Give entries hashes and a seal that hold, as a malicious station with its own keys can."""
    previous, done = entries[0]["prev_hash"], []
    for entry in entries:
        entry["prev_hash"] = previous
        if seal and entry is entries[-1] and entry["kind"] == "bundle_sealed":
            entry["payload"]["head"] = previous
            message = f"{entry['site']}\n{entry['seq'] - 1}\n{previous}".encode()
            entry["payload"]["signature"] = signer.sign("checkpoint", message).hex()
        body = {key: value for key, value in entry.items() if key != "hash"}
        previous = entry["hash"] = hashlib.sha256(canonical(body)).hexdigest()
        done.append(canonical(entry) + b"\n")
    return b"".join(done)


def forged(entries: list[dict], base: bytes, signer: Identity, *, plain: bytes | None = None, **changes) -> bytes:
    """A bundle of changed entries that a trusted station has signed; `changes` go into the manifest."""

    def change(manifest: dict) -> None:
        manifest["head"] = json.loads((plain or records).splitlines()[-1])["hash"]
        manifest.update(changes)

    records = plain or rechained(entries, signer)
    return resigned([records], change, signer=signer, base=base)
