"""A stranger's reader, written from docs/bundle-format.md alone: standard library, cryptography, pyrage, zstandard.

It imports nothing of the product's format code; if it cannot read what the product writes, the page is wrong.
"""

import hashlib
import hmac
import io
import json
import re
import zipfile
from pathlib import Path

import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests.exchange.forging import COUNTY, SCAN, STATION, honest, lines
from tests.people import FATHER_ID
from tests.services.exchanging import found, two_sites
from tests.stations import introduce

ROOT = Path(__file__).parents[2]

KEYS = [
    "format",
    "suite",
    "from",
    "to",
    "recipient",
    "epoch",
    "number",
    "previous",
    "first_seq",
    "last_seq",
    "head",
    "content",
    "counts",
    "created_at",
    "practice",
    "code_tables",
    "policies",
    "members",
]


class RefusedByTheStrangerError(Exception):
    pass


def insist(truth: bool, what: str) -> None:
    if not truth:
        raise RefusedByTheStrangerError(what)


def parse_canonical(raw: bytes) -> dict:
    value = json.loads(raw)
    again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    insist(again.encode() == raw, "canonical")
    return value


def verify(key: str, purpose: str, message: bytes, signature: bytes) -> None:
    signed = b"station-app/" + purpose.encode() + b"/1\0" + message
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, signed)


def read_bundle(raw: bytes, signing_key: str, secret: str) -> tuple[list[bytes], dict[str, bytes]]:
    receiver = pyrage.x25519.Identity.from_str(secret)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        insist(all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist()), "stored")
        insist(names[-2:] == ["manifest.json", "manifest.sig"], "order")
        stored = {name: archive.read(name) for name in names}
    manifest = parse_canonical(stored["manifest.json"])
    insist(sorted(manifest) == sorted(KEYS), "keys")
    verify(signing_key, "bundle", stored["manifest.json"], stored["manifest.sig"])
    insist([member["name"] for member in manifest["members"]] == names[:-2], "members")
    for member in manifest["members"]:
        sealed = stored[member["name"]]
        insist(len(sealed) == member["size"], "size")
        insist(hashlib.sha256(sealed).hexdigest() == member["sha256"], "hash")
    plain, blobs = b"", {}
    for name in names[:-2]:
        opened = pyrage.decrypt(stored[name], [receiver])
        if re.fullmatch(r"records/\d{5}\.jsonl\.zst\.age", name):
            plain += zstandard.ZstdDecompressor().decompress(opened, max_output_size=4 << 20)
        else:
            insist(name == f"blobs/{hashlib.sha256(opened).hexdigest()}.age", "blob")
            blobs[hashlib.sha256(opened).hexdigest()] = opened
    insist(hashlib.sha256(plain).hexdigest() == manifest["content"], "content")
    insist(manifest["counts"]["plain_bytes"] == len(plain), "plain bytes")
    insist(plain.endswith(b"\n"), "line end")
    entries = plain[:-1].split(b"\n")
    insist(len(entries) == manifest["counts"]["entries"], "entries")
    insist(manifest["last_seq"] - manifest["first_seq"] + 1 == len(entries), "range")
    return entries, blobs


def check_chain(entries: list[dict], first_seq: int, previous: str) -> str:
    """§6 of the page; gives the hash of the last entry."""
    for seq, entry in enumerate(entries, first_seq):
        body = {key: value for key, value in entry.items() if key != "hash"}
        digest = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        insist(entry["seq"] == seq, "seq")
        insist(entry["prev_hash"] == previous, "prev_hash")
        insist(entry["hash"] == hashlib.sha256(digest).hexdigest(), "entry hash")
        insist(entry["payload"]["kind"] == entry["kind"], "kind")
        previous = entry["hash"]
    return previous


def secret_of(identity) -> str:
    return identity.secrets()["exchange"].decode()


def test_a_stranger_can_read_a_bundle_with_the_page_alone():
    many = lines(2_500)
    entries, blobs = read_bundle(honest(many), STATION.signing_key, secret_of(COUNTY))
    assert entries == many
    assert blobs == {hashlib.sha256(SCAN).hexdigest(): SCAN}


def test_a_stranger_notices_another_signer():
    with pytest.raises(Exception):  # noqa: B017 - InvalidSignature of the library
        read_bundle(honest(), COUNTY.signing_key, secret_of(COUNTY))


def _block(page: str, after: str) -> str:
    return page.split(after, 1)[1].split("```\n", 2)[1].strip()


def test_the_worked_example_of_the_page_is_true():
    page = (ROOT / "docs" / "bundle-format.md").read_text(encoding="utf-8").split("## 10.")[1]
    entry = _block(page, "**An entry's hash.**").encode()
    assert f"{len(entry)} bytes" in page
    assert hashlib.sha256(entry).hexdigest() in page
    assert parse_canonical(entry)["seq"] == 1
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    signed = bytes.fromhex(_block(page, "**A signature.**"))
    assert signed == b"station-app/bundle/1\0" + b'{"number":1}'
    assert key.sign(signed).hex() == _block(page, "and gives")
    verify(key.public_key().public_bytes_raw().hex(), "bundle", b'{"number":1}', key.sign(signed))


def test_the_page_names_every_key_of_the_manifest():
    page = (ROOT / "docs" / "bundle-format.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}`" not in page] == []


def read_digest(raw: bytes, sender_key: str, secret: str) -> tuple[dict, bytes, list[dict]]:
    """Read a digest as section 9 says; gives cover, key and people."""
    line, _, sealed = raw.partition(b"\n")
    envelope = parse_canonical(line)
    cover = envelope["document"]
    body = json.dumps(cover, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    verify(sender_key, "digest", body, bytes.fromhex(envelope["signature"]))
    insist(cover["format"] == "station-app/digest/1", "format")
    insist((len(sealed), hashlib.sha256(sealed).hexdigest()) == (cover["size"], cover["sha256"]), "sealed part")
    first, *rest = (
        zstandard.ZstdDecompressor()
        .decompress(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(secret)]))
        .split(b"\n")[:-1]
    )
    people = [parse_canonical(each) for each in rest]
    insist(len(people) == cover["people"], "people")
    order = [(each["number_hash"], each["case_no"]) for each in people]
    insist(order == sorted(set(order)), "order")
    return cover, bytes.fromhex(parse_canonical(first)["key"]), people


def test_a_stranger_reads_a_digest_and_finds_a_person_in_it(tmp_path):
    (tmp_path / "stick").mkdir()
    with two_sites(tmp_path) as (station, county):
        other = found(tmp_path / "other", code="620502002", name="秦州分局七里墩派出所")
        introduce(other, county, tmp_path / "more")
        county.import_bundle(Path(station.export(tmp_path / "stick", "620502").bundle))
        raw = county.give_digest(tmp_path / "stick", "620502002").read_bytes()
        cover, key, people = read_digest(raw, county._desk.identity.signing_key, secret_of(other._desk.identity))
        other.close()
    assert (cover["from"], cover["to"], cover["people"]) == ("620502", "620502002", 4)
    hashed = {each["number_hash"]: each for each in people}
    told = hashed[hmac.digest(key, b"station-app/digest/1/number\0" + FATHER_ID.encode(), "sha256").hex()]
    assert told["name_hash"] == hmac.digest(key, "station-app/digest/1/name\0王建国".encode(), "sha256").hex()
    assert (told["site"], told["status"]) == ("620502001", "accepted")
