"""Fetching models from a hub that fails in every way it can; the command is a process of its own each time."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hub_server import COMMIT, Hub
from making import base, safetensors, write

from conftest import Kadr
from kadr import machine
from kadr.errors import BadModel, DiskFull
from kadr.models import checking, pulling, sets
from kadr.models import hub as library
from kadr.models.sets import File, ModelSet
from prepared import plain_environment

UNET = "unet/diffusion_pytorch_model.fp16.safetensors"
VALUES = 2_000_000


@pytest.fixture
def hub() -> Iterator[Hub]:
    pytest.importorskip("huggingface_hub")
    served = Hub({**base(VALUES), "evil.py": b"", "unet/evil.py": b"", "unet/diffusion_pytorch_model.bin": b"pickle"})
    yield served
    served.close()


def around(hub: Hub, folder: Path) -> dict[str, str]:
    return {"HF_ENDPOINT": hub.url, "HF_HOME": str(folder / "hf"), "HOME": str(folder), "HF_HUB_OFFLINE": "0"}


Pull = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def pull(kadr: Kadr, hub: Hub, tmp_path: Path) -> Pull:
    def run(*more: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        return kadr("models", "pull", "film/tiny", "--yes", *more, environment={**around(hub, tmp_path), **changes})

    return run


def start(hub: Hub, folder: Path, limit: int = 0) -> "subprocess.Popen[str]":
    """A pull that can be killed; `limit`: the largest file it may write."""

    def lower() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "kadr", "models", "pull", "film/tiny", "--yes"]
    environment = {**plain_environment(), **around(hub, folder)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, env=environment, preexec_fn=lower, cwd=folder, **pipes)  # type: ignore[call-overload,no-any-return]


def part(folder: Path) -> Path | None:
    parts = [path for path in folder.rglob(f"*{library.PART}") if path.stat().st_size > 1_900_000]
    return parts[0] if parts else None


def wait_for(happened: Callable[[], object]) -> None:
    for _ in range(500):
        if happened():
            return
        time.sleep(0.02)
    raise TimeoutError


def test_a_pull_brings_what_is_needed_and_nothing_else(pull: Pull, kadr: Kadr, hub: Hub, tmp_path: Path) -> None:
    done = pull()
    assert done.returncode == 0, done.stderr
    assert "mit" in done.stderr
    same = {"tokenizer_2/vocab.json", "tokenizer_2/merges.txt"}  # as in the first tokenizer
    assert hub.sent.keys() == base().keys() - same
    assert not list(tmp_path.rglob("*.bin"))
    assert not list(tmp_path.rglob("*.incomplete"))
    assert all("torch" not in agent for agent in hub.agents)
    sent = hub.sent.copy()
    assert "already" in pull().stdout
    assert hub.sent == sent
    offline = {**around(hub, tmp_path), "HF_HUB_OFFLINE": "1"}
    checked = kadr("models", "check", "film/tiny", environment=offline)
    assert checked.returncode == 0, checked.stderr
    snapshot = tmp_path / "hf" / "hub" / "models--film--tiny" / "snapshots" / COMMIT
    assert (snapshot / UNET).read_bytes() == hub.files[UNET]


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_pull_that_was_stopped_goes_on_from_there(blow: signal.Signals, pull: Pull, hub: Hub, tmp_path: Path) -> None:
    hub.stop_at = 2_500_000
    process = start(hub, tmp_path)
    wait_for(lambda: part(tmp_path))
    process.send_signal(blow)
    hub.stop_at = 0
    _, said = process.communicate(timeout=20)
    if blow is signal.SIGINT:
        assert process.returncode == 130
        assert "goes on from there" in said
    hub.sent.clear()
    done = pull()
    assert done.returncode == 0, done.stderr
    assert 0 < hub.sent[UNET] <= len(hub.files[UNET]) - 1_900_000
    assert part(tmp_path) is None


def test_two_pulls_at_once_fetch_once(hub: Hub, tmp_path: Path) -> None:
    hub.stop_at = 2_500_000
    first = start(hub, tmp_path)
    wait_for(lambda: part(tmp_path))
    second = start(hub, tmp_path)
    assert second.stderr is not None
    said = ""
    while "Waiting" not in said:
        line = second.stderr.readline()
        assert line, said
        said += line
    hub.stop_at = 0
    for process in (first, second):
        process.communicate(timeout=20)
        assert process.returncode == 0
    assert hub.sent[UNET] == len(hub.files[UNET])


FAULTS = {
    "other bytes": (3, "came damaged"),
    "short": (4, "what has come is kept"),
    "gated": (4, "agree"),
    "fails": (4, "error 500"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_hub_that_fails_is_told_in_words_and_mended_by_another_pull(fault: str, pull: Pull, hub: Hub) -> None:
    code, words = FAULTS[fault]
    hub.faults[UNET] = fault
    done = pull()
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "film/tiny" in done.stderr
    assert "Traceback" not in done.stderr
    hub.faults.clear()
    assert pull().returncode == 0


def test_shards_come_with_their_index(pull: Pull, kadr: Kadr, hub: Hub, tmp_path: Path) -> None:
    del hub.files[UNET]
    stem = "unet/diffusion_pytorch_model"
    shards = [f"{stem}-0000{n}-of-00002.safetensors" for n in (1, 2)]
    for name, path in zip("ab", shards, strict=True):
        hub.files[path] = safetensors({name: (2, 2)})
    listed = {name: Path(path).name for name, path in zip("ab", shards, strict=True)}
    hub.files[f"{stem}.safetensors.index.json"] = json.dumps({"weight_map": listed}).encode()
    hub.files[f"{stem}.fp16-00001-of-00001.safetensors"] = b"of another index, which is not there"
    hub.files["vae/diffusion_pytorch_model.safetensors.index.json"] = b"of files that are not there"
    done = pull()
    assert done.returncode == 0, done.stderr
    assert {*shards, f"{stem}.safetensors.index.json"} <= hub.sent.keys()
    assert not [path for path in hub.sent if "fp16-" in path or (path.startswith("vae/") and "index" in path)]
    assert kadr("models", "check", "film/tiny", environment=around(hub, tmp_path)).returncode == 0


def test_a_server_that_cannot_go_on_sends_all_again(pull: Pull, hub: Hub, tmp_path: Path) -> None:
    blob = tmp_path / "hf" / "hub" / "models--film--tiny" / "blobs" / (hub.etag(UNET) + library.PART)
    blob.parent.mkdir(parents=True)
    blob.write_bytes(hub.files[UNET][:1_000_000])
    hub.faults[UNET] = "no ranges"
    assert pull().returncode == 0
    assert hub.sent[UNET] == len(hub.files[UNET])


def test_a_pickle_under_a_models_name_is_thrown_away(pull: Pull, hub: Hub, tmp_path: Path) -> None:
    hub.files[UNET] = b"\x80\x04" + bytes(100)
    done = pull()
    assert done.returncode == 3
    assert "pickle" in done.stderr
    assert not list(tmp_path.rglob(UNET))


def test_what_is_not_on_the_hub_and_no_hub_at_all(pull: Pull, kadr: Kadr, hub: Hub, tmp_path: Path) -> None:
    done = kadr("models", "pull", "film/none", "--yes", environment=around(hub, tmp_path))
    assert done.returncode == 4
    assert "huggingface.co/film/none" in done.stderr
    for changes in ({"HF_ENDPOINT": "http://127.0.0.1:1"}, {"HF_HUB_OFFLINE": "1"}):
        done = pull(**changes)
        assert done.returncode == 4
        assert "internet" in done.stderr
        assert "Traceback" not in done.stderr
    del hub.files["model_index.json"]
    assert "diffusers' layout" in pull().stderr


def test_a_full_disk_keeps_what_came(pull: Pull, hub: Hub, tmp_path: Path) -> None:
    process = start(hub, tmp_path, limit=2_500_000)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 4, said
    assert "disk is full" in said
    hub.sent.clear()
    assert pull().returncode == 0
    assert hub.sent[UNET] < len(hub.files[UNET]) - 1_900_000


def test_nobody_is_asked_where_nobody_is(kadr: Kadr, hub: Hub, tmp_path: Path) -> None:
    done = kadr("models", "pull", "film/tiny", environment=around(hub, tmp_path))
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not hub.sent


def test_list_check_and_path(kadr: Kadr, hub: Hub, tmp_path: Path) -> None:
    for language, words in (("en", "still to fetch"), ("ru", "осталось скачать")):
        done = kadr("models", "--lang", language, environment=around(hub, tmp_path))
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
    assert '"sdxl-base"' in kadr("models", "list", "--json", environment=around(hub, tmp_path)).stdout
    assert str(tmp_path / "hf") in kadr("models", "path", environment=around(hub, tmp_path)).stdout
    done = kadr("models", "path", "sdxl-vae", environment=around(hub, tmp_path))
    assert "kadr models pull sdxl-vae" in done.stderr
    assert kadr("models", "sing", environment=around(hub, tmp_path)).returncode == 2
    assert "sdxl-base" in kadr("models", "check", "nothing", environment=around(hub, tmp_path)).stderr


def test_without_the_hubs_library_a_person_is_told_what_to_install(kadr: Kadr, tmp_path: Path) -> None:
    (tmp_path / "huggingface_hub.py").write_text("raise ImportError")
    path = f"{tmp_path}{os.pathsep}{Path(pulling.__file__).parents[2]}"
    listed = kadr("models", environment={"PYTHONPATH": path})
    assert listed.returncode == 0, listed.stderr
    assert "pip install 'kadr[sdxl]'" in listed.stderr
    done = kadr("models", "pull", "--yes", environment={"PYTHONPATH": path})
    assert done.returncode == 4
    assert "pip install 'kadr[sdxl]'" in done.stderr


@pytest.fixture
def pulled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The snapshot of a set that was pulled, in a cache of its own."""
    monkeypatch.setattr(library, "cache", lambda: tmp_path)
    return write(tmp_path / "models--film--tiny" / "snapshots" / COMMIT, {UNET: base(VALUES)[UNET]})


def test_a_check_finds_what_is_damaged(pulled: Path, tmp_path: Path) -> None:
    data = (pulled / UNET).read_bytes()
    one = own_set(files={UNET: File(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())})
    assert checking.check(one, thorough=True, folder=tmp_path) == []
    (pulled / UNET).write_bytes(data[:-1] + b"\0")
    assert checking.check(one, thorough=False, folder=tmp_path) == []
    (wrong,) = checking.check(one, thorough=True, folder=tmp_path)
    assert wrong.id == "models.damaged"
    (pulled / UNET).write_bytes(data[:-1])
    (wrong,) = checking.check(one, thorough=False, folder=tmp_path)
    assert wrong.id == "models.size"
    assert "kadr models pull x" in str(checking.repair(one, [wrong]))
    (pulled / "unet" / "evil.py").write_text("")
    assert [found.id for found in checking.check(one, thorough=False)] == ["models.size", "models.has-code"]


def test_the_manifest_is_sound() -> None:
    known = [sets.load(name) for name in sets.names()]
    assert known[0].role == "base"
    assert {one.role for one in known} == set(sets.ROLES)
    for one in known:
        assert len(one.revision) == 40
        assert "non-commercial" not in one.licence.lower()
        assert all(sets.is_allowed(path) for path in one.files)
        assert all(len(file.sha256) == 64 for path, file in one.files.items() if path.endswith(".safetensors"))
    assert not any(
        map(sets.is_allowed, ("a.py", "a.bin", "a.pt", "a.ckpt", "../a.json", "/a.json", "C:a.json", "a\\b.json"))
    )


def own_set(**changes: object) -> ModelSet:
    files = {UNET: File(bytes=len(base(VALUES)[UNET]))}
    fields = {"name": "x", "role": "base", "hub": "film/tiny", "revision": COMMIT, "licence": "", "licence_page": ""}
    return ModelSet(**{**fields, "files": files, **changes})  # type: ignore[arg-type]


def test_what_the_manifest_does_not_mean_is_not_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("huggingface_hub")
    remote = library.Remote(hub="film/tiny", path=UNET, commit=COMMIT, etag="0" * 64, size=len(base(VALUES)[UNET]))
    monkeypatch.setattr(library, "describe", lambda hub, path, revision: remote)
    monkeypatch.setattr(library, "cache", lambda: tmp_path)
    for wrong in (
        own_set(files={UNET: File(bytes=1)}),
        own_set(files={UNET: File(bytes=remote.size, sha256="1" * 64)}),
        own_set(revision="f" * 40),
        own_set(files={"unet/evil.py": File(bytes=remote.size)}),
        own_set(files={"../evil.json": File(bytes=remote.size)}),
    ):
        with pytest.raises(BadModel):
            pulling.pull([wrong], tell=print, folder=tmp_path)
    monkeypatch.setattr(machine, "free_disk", lambda folder: 1000)
    with pytest.raises(DiskFull, match="HF_HOME"):
        pulling.pull([own_set()], tell=print, folder=tmp_path)
    assert not list(tmp_path.rglob("*.safetensors"))
