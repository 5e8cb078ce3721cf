"""What a panel costs: checked against counts on the architecture, and against what others measured."""

import pytest

from kadr import presets, quote, sampling
from kadr.errors import BadUse
from kadr.machine import Ground
from kadr.memory import Plan
from kadr.pace import Entry, Here, Kind, Way
from kadr.quote import Hardware, Work
from kadr.settings import Settings, preset_values

ROOMY = Ground(device="mps", precision="fp16", budget=40 * 10**9)
M1 = quote.hardware_of(ROOMY, ("Apple M1", 8), 8)


def work(name: str = "fast", accelerator: str = "none") -> Work:
    return quote.work_of(name, Settings(**preset_values(name)), accelerator)


@pytest.mark.parametrize(
    ("side", "forward", "full", "tiny"),
    [
        (512, 1.589, 2.515, 0.141),
        (640, 2.494, 0, 0),
        (768, 3.641, 5.754, 0.318),
        (896, 5.054, 0, 0),
        (1024, 6.761, 10.47, 0.565),
    ],
)
def test_the_formulas_give_what_was_counted(side: int, forward: float, full: float, tiny: float) -> None:
    """Counted on the real modules: a UNet pass with the text's keys and values in it, the two decoders."""
    unit = side * side / quote.UNIT
    without_faces = quote._power(quote.UNET, unit) - 0.0018 * unit
    assert without_faces + quote.TEXT_BOUND == pytest.approx(forward, rel=0.002)
    for decoder, counted in (("full", full), ("tiny", tiny)):
        if counted:
            assert quote._power(quote.DECODER[decoder], unit) == pytest.approx(counted, rel=0.003)


def test_the_default_takes_an_m1_half_a_minute_at_best() -> None:
    found = quote.quote(work(), M1)
    assert sum(found.tflop.values()) == pytest.approx(92, abs=1)
    assert found.floor_seconds == pytest.approx(35, abs=1)
    assert found.seconds == pytest.approx(70, abs=2)
    assert "50 %" in str(found.source)
    assert isinstance(found.fits, Plan)
    assert found.board_seconds(6) == pytest.approx(6 * (found.seconds or 0), rel=0.01)
    assert (found.board_seconds(6) or 0) > 6 * (found.seconds or 0)


def test_four_steps_without_guidance_are_six_times_less_painting() -> None:
    slow, quick = work(), work(accelerator="lightning-4")
    assert (quick.steps, quick.guided) == (4, 0.0)
    assert quote.tflop_of(slow)["denoise"] == pytest.approx(6 * quote.tflop_of(quick)["denoise"])
    assert quote.tflop_of(slow)["decode"] == quote.tflop_of(quick)["decode"]


@pytest.mark.parametrize(("name", "guided"), [("ultra_fast", 4), ("fast", 6), ("balanced", 7), ("quality", 10)])
def test_half_guidance_keeps_the_steps_and_saves_second_passes(name: str, guided: int) -> None:
    whole, half = work(name), work(name, "half-guidance")
    assert half.steps == whole.steps
    assert half.guided * half.steps == pytest.approx(guided)
    passes = (half.steps + guided) / (2 * whole.steps)
    assert quote.tflop_of(half)["denoise"] == pytest.approx(passes * quote.tflop_of(whole)["denoise"])
    assert half.need == whole.need


def test_settings_that_guide_part_of_the_steps_are_less_work() -> None:
    late = Settings(**preset_values("fast"), guidance_start=0.5)
    assert quote.work_of("fast", late, "none").guided == pytest.approx(0.5)
    assert quote.work_of("fast", late, "half-guidance").guided == pytest.approx(0.5)
    assert quote.work_of("fast", late, "lightning-4").guided == 0


def test_seven_cores_are_slower_than_eight() -> None:
    seven = quote.hardware_of(ROOMY, ("Apple M1", 7), 8)
    assert seven.peak == pytest.approx(2.29, abs=0.01)
    assert (quote.quote(work(), seven).floor_seconds or 0) > (quote.quote(work(), M1).floor_seconds or 0)


def test_what_is_not_known_is_not_made_up() -> None:
    found = quote.quote(work(), quote.hardware_of(Ground(device="cuda", precision="bf16", budget=10**10), ("X", 0), 4))
    assert (found.floor_seconds, found.seconds, found.board_seconds()) == (None, None, None)
    assert found.source.id == "quote.unknown"


def test_a_measured_rate_goes_before_any_guess() -> None:
    way = Way(device="mps", precision="fp16", int8=False, architecture="any")
    seen: dict[Kind, tuple[float, ...]] = {"denoise": (1.0, 2.0, 90.0), "encode": (7.0,), "full": (1e-5,)}
    entry = Entry(here=Here(chip="Apple M1", cores=8), way=way, at="2026-01-02T03:04:05Z", panels=3, found=seen)
    found = quote.quote(work(), quote.hardware_of(ROOMY, ("Apple M1", 8), 8, {False: entry}))
    assert found.seconds == pytest.approx(found.tflop["denoise"] / 2 + 768 * 768 * 1e-5)
    assert found.board_seconds(6) == pytest.approx(6 * (found.seconds or 0) + 7)
    assert str(found.source) == "measured here on 2026-01-02, 3 panels"
    assert "измерено здесь 2026-01-02, 3 кадра" in found.source.text("ru")
    other = quote.quote(work(), quote.hardware_of(ROOMY, ("Apple M1", 8), 8, {True: entry}))
    assert "50 %" in str(other.source), "8 bits are another way to paint"


def test_a_processor_is_guessed_by_its_cores_and_says_so() -> None:
    ground = Ground(device="cpu", precision="bf16", budget=10**10)
    two, four = (quote.quote(work(), quote.hardware_of(ground, ("", 0), cores)) for cores in (2, 4))
    assert two.seconds == pytest.approx(2 * (four.seconds or 0))
    assert "has not been measured" in str(two.source)


def test_tiles_are_more_work() -> None:
    quality = work("quality")
    assert quote.tflop_of(quality, tile=512)["decode"] > quote.tflop_of(quality)["decode"]
    assert quote.tflop_of(work("ultra_fast"), tile=512) == quote.tflop_of(work("ultra_fast"))


def test_what_does_not_fit_says_why() -> None:
    small = Hardware(ground=Ground(device="cpu", precision="fp32", budget=3 * 10**9), peak=None, rate=None)
    found = quote.quote(work("quality"), small)
    assert not isinstance(found.fits, Plan)
    assert "1024x1024" in str(found.fits)


# ---------------------------------------------------------------------------------------------------------------
# Samplers and accelerators
# ---------------------------------------------------------------------------------------------------------------


def test_every_sampler_and_accelerator_can_be_read() -> None:
    for name in presets.names("sampler"):
        assert sampling.load_sampler(name).scheduler.endswith("Scheduler")
    for name in presets.names("accelerator"):
        accelerator = sampling.load_accelerator(name)
        assert accelerator.sampler in presets.names("sampler")
        assert bool(accelerator.lora) == bool(accelerator.licence)
        sampling.check(name, (accelerator.steps or (12,))[0], accelerator.guidance_scale or 0.0)


@pytest.mark.parametrize(
    ("accelerator", "steps", "guidance", "sampler", "why"),
    [
        ("lightning-4", 12, 0.0, None, "steps"),
        ("lightning-4", 4, 6.5, None, "guidance"),
        ("lightning-4", 4, 0.0, "euler", "euler-trailing"),
        ("none", 20, 6.5, "ays", "20"),
        ("turbo", 4, 0.0, None, "lightning-4"),
        ("none", 12, 6.5, "magic", "dpmpp-2m-karras"),
    ],
)
def test_wrong_combinations_are_refused_with_the_reason(
    accelerator: str, steps: int, guidance: float, sampler: str | None, why: str
) -> None:
    with pytest.raises(BadUse) as caught:
        sampling.check(accelerator, steps, guidance, sampler=sampler)
    assert why in str(caught.value)


def test_aligned_steps_are_the_papers_at_ten_and_lie_between_them_else() -> None:
    ays = sampling.load_sampler("ays")
    ten = ays.levels(10)
    assert ten is not None
    assert ten[:10] == pytest.approx(ays.sigmas[:10])
    assert ten[10] == 0
    for steps in ays.steps:
        levels = ays.levels(steps)
        assert levels is not None
        assert len(levels) == steps + 1
        assert levels[0] == pytest.approx(14.615)
        assert list(levels) == sorted(levels, reverse=True)
    assert sampling.load_sampler("euler").levels(10) is None


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")  # diffusers 0.42 with numpy 2
def test_diffusers_takes_every_sampler() -> None:
    import diffusers

    for name in presets.names("sampler"):
        sampler = sampling.load_sampler(name)
        scheduler = getattr(diffusers, sampler.scheduler)(**sampler.config)
        levels = sampler.levels(10)
        if levels:
            scheduler.set_timesteps(sigmas=list(levels))
            assert scheduler.sigmas.tolist() == pytest.approx(levels)
        else:
            scheduler.set_timesteps(10)
        assert len(scheduler.timesteps) == 10
