"""Checks an archive from its description alone: digests, checkpoint chain, canonical form, Merkle root, parent hashes."""

import hashlib
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])


def sha256(data):
    return hashlib.sha256(data).digest()


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:]))


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


previous = None
parent = None
blocks = 0
for path in sorted((folder / "checkpoints").glob("*.json")):
    data = path.read_bytes()
    checkpoint = json.loads(data)
    assert canonical(checkpoint) + b"\n" == data, f"{path.name} is not canonical"
    assert checkpoint["previous"] == previous, f"{path.name} does not follow"
    previous = sha256(data).hex()
    for file in checkpoint["files"] + [checkpoint["segment"]]:
        content = (folder / file["file"]).read_bytes()
        assert len(content) == file["bytes"], f"{file['file']} has another size"
        assert sha256(content).hex() == file["sha256"], f"{file['file']} has another SHA-256"
    lines = content.removesuffix(b"\n").split(b"\n")
    assert root([sha256(b"\x00" + line) for line in lines]).hex() == checkpoint["merkleRoot"], "another Merkle root"
    assert len(lines) == checkpoint["counts"]["blocks"], "another count of blocks"
    for line in lines:
        block = json.loads(line)
        assert canonical(block) == line, f"block {block['block']} is not canonical"
        assert block["block"] == blocks, f"block {block['block']} comes instead of {blocks}"
        assert parent is None or block["parentHash"] == parent, f"block {blocks} has another parent"
        parent = block["hash"]
        blocks += 1
print(blocks, previous)
