"""The pace of the outbox: Telegram's limits, whatever is wished for and whoever is answered meanwhile."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pace import CHAT_BURST, PER_SECOND, Pace

ANN, BEN = 2001, 2002


class Hand:
    """A clock moved by hand, in seconds."""

    def __init__(self) -> None:
        """Begin late, as monotonic clocks do."""
        self.time = 4096.0

    def __call__(self) -> float:
        """Give the time."""
        return self.time


def send_to_all(pace: Pace, hand: Hand, chats: range, *, until: float) -> list[float]:
    """Send to one chat after the other as soon as it is allowed; give the moments."""
    sent: list[float] = []
    for chat in chats:
        while not pace.grant(chat):
            hand.time += pace.wait(chat)
        if hand.time > until:
            break
        sent.append(hand.time)
    return sent


def test_a_broadcast_goes_out_at_thirty_a_second_in_small_steps() -> None:
    """Ten seconds of it: three hundred messages, none of them in a big burst."""
    hand = Hand()
    sent = send_to_all(Pace(hand), hand, range(1000), until=hand.time + 10)
    assert 299 <= len(sent) <= 309
    assert max(after - before for before, after in pairwise(sent)) < 0.35
    assert all(later > earlier for earlier, later in zip(sent, sent[10:], strict=False))


def test_small_delays_are_made_up_for() -> None:
    """The shop always comes a few milliseconds late: the broadcast is no slower for it."""
    hand = Hand()
    pace = Pace(hand)
    begin = hand.time
    for chat in range(300):
        while not pace.grant(chat):
            hand.time += pace.wait(chat) + 0.003
    assert 9.8 <= hand.time - begin <= 10.1


def test_one_chat_gets_three_at_once_then_one_a_second() -> None:
    """Somebody else is not held up by that."""
    hand = Hand()
    pace = Pace(hand)
    assert [pace.grant(ANN) for _ in range(CHAT_BURST + 1)] == [True] * CHAT_BURST + [False]
    hand.time += 0.5
    assert pace.wait(ANN) == 0.5
    assert pace.grant(BEN)
    hand.time += 0.5
    assert pace.grant(ANN)
    assert pace.wait(ANN) == 1.0


def test_the_outbox_waits_while_people_are_answered() -> None:
    """Thirty answers in one moment: nothing else goes out in the second after."""
    hand = Hand()
    pace = Pace(hand)
    for chat in range(PER_SECOND):
        pace.noticed(chat)
    assert not pace.grant(ANN)
    assert pace.wait(ANN) == 1.0
    hand.time += 1.0
    assert pace.grant(ANN)


def test_whom_a_person_made_answer_a_lot_waits_for_news() -> None:
    """Fifteen answers to Ann: her news come when Telegram takes them, not fifteen seconds later."""
    hand = Hand()
    pace = Pace(hand)
    for _ in range(15):
        pace.noticed(ANN)
    assert pace.wait(ANN) == 3.0
    assert pace.grant(BEN)


def test_answers_of_other_workers_count() -> None:
    """They are heard of a little later, and paid back."""
    hand = Hand()
    pace = Pace(hand)
    pace.elsewhere(PER_SECOND - 1)
    assert pace.grant(ANN)
    hand.time += 0.5
    assert pace.wait(BEN) == 0.5


def test_a_429_silences_its_chat_and_two_silence_everybody() -> None:
    """Telegram does not say which limit it means; a second chat in a row tells."""
    hand = Hand()
    pace = Pace(hand)
    pace.refused(ANN, 7)
    assert (pace.wait(ANN), pace.wait(BEN)) == (7.0, 0.0)
    pace.accepted()
    pace.refused(BEN, 7)
    assert pace.wait(3) == 0.0
    pace.refused(ANN, 9)
    assert (pace.wait(3), pace.wait(ANN)) == (9.0, 9.0)
    hand.time += 9
    assert pace.grant(3)
    hand.time += 1
    assert pace.grant(ANN)


def test_idle_chats_are_forgotten() -> None:
    """A hundred thousand people were answered today; those of the last seconds are remembered."""
    hand = Hand()
    pace = Pace(hand)
    for chat in range(100_000):
        hand.time += 1 / 64
        pace.noticed(chat)
    assert pace.remembered <= 2000


MOMENTS = st.integers(0, 40).map(lambda parts: parts / 128)
EVENTS = st.tuples(MOMENTS, st.integers(1, 40), st.sampled_from(["wish", "wish", "wish", "answer"]))


@given(st.lists(EVENTS, min_size=40, max_size=400), st.booleans())
def test_no_wishes_ever_break_the_limits(events: list[tuple[float, int, str]], crowded: bool) -> None:
    """Whatever is asked for: no message is the thirty-first of a second, no chat gets more than one a second."""
    hand = Hand()
    pace = Pace(hand)
    everything: list[float] = []
    granted: dict[int, list[float]] = {}
    for moment, chat, what in events:
        hand.time += moment / 16 if crowded else moment
        if what == "answer":
            pace.noticed(chat)
        elif pace.grant(chat):
            earlier = everything[-PER_SECOND:]
            assert len(earlier) < PER_SECOND or earlier[0] + 1.0 <= hand.time
            own = granted.setdefault(chat, [])
            own.append(hand.time)
            for count, before in enumerate(reversed(own), start=1):
                assert count <= CHAT_BURST + (hand.time - before) + 1e-6
        else:
            assert pace.wait(chat) > 0
            continue
        everything.append(hand.time)
