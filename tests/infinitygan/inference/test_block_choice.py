"""Blocks take the places that look like them, and rather go on where their neighbours end."""

import torch

from infinitygan.inference.block_choice import BORDER_BLOCKS, BlockChoice, Places

STEP = 8


def places(rows: int = 40, columns: int = 50, seed: int = 0) -> Places:
    """Places of every px, from px 3 and 5 on, of which each looks like no other."""
    features = torch.randn(rows * columns, 24, generator=torch.Generator().manual_seed(seed))
    return Places(torch.arange(rows) + 3, torch.arange(columns) + 5, features)


def grid_of(first: int, columns: int, height: int = 3, width: int = 4) -> torch.Tensor:
    """The places of blocks that go on into each other, from the place `first` on."""
    down, right = torch.arange(height) * STEP, torch.arange(width) * STEP
    return first + down[:, None] * columns + right


def test_moved_place_lies_so_many_pixels_off():
    photo = places()
    start = torch.tensor([7 * 50 + 9])
    assert photo.moved(start, 8, -4).item() == 15 * 50 + 5
    assert photo.moved(start, 0, 0).item() == start.item()


def test_places_beyond_the_photo_are_none():
    photo = places()
    start = torch.tensor([7 * 50 + 9])
    for down, right in ((-8, 0), (33, 0), (0, -10), (0, 41)):
        assert photo.moved(start, down, right).item() == -1


def test_nearest_place_is_taken_where_there_is_one_every_few_pixels():
    sparse = Places(torch.arange(0, 30, 3), torch.tensor([0]), torch.zeros(10, 1))
    assert sparse.moved(torch.tensor([0]), 8, 0).item() == 3
    assert sparse.moved(torch.tensor([0]), 8, 1).item() == -1


def test_blocks_find_their_own_places():
    photo = places()
    own = grid_of(2 * 50 + 3, 50)
    chosen = BlockChoice([photo], STEP).chosen(photo.features[own])
    assert torch.equal(chosen, own)


def test_outlier_gives_way_to_where_all_neighbours_go_on():
    photo = places()
    own = grid_of(2 * 50 + 3, 50)
    wanted = photo.features[own].clone()
    stray = int(own[1, 1]) + 17
    wanted[1, 1] = 0.45 * wanted[1, 1] + 0.55 * photo.features[stray]
    choice = BlockChoice([photo], STEP)
    alone = torch.cdist(wanted[1, 1][None], photo.features).argmin().item()
    assert alone == stray
    assert torch.equal(choice.chosen(wanted), own)


def test_photos_are_numbered_through():
    first, second = places(seed=1), places(seed=2)
    own = grid_of(2 * 50 + 3, 50)
    chosen = BlockChoice([first, second], STEP).chosen(second.features[own])
    assert torch.equal(chosen, own + len(first.features))


def test_pieces_do_not_go_on_from_one_photo_to_the_next():
    first, second = places(seed=1), places(seed=2)
    last = torch.tensor([[39 * 50 + 10], [len(first.features) + 7 * 50 + 10]])
    assert not BlockChoice([first, second], STEP).goes_on(last, 1, 0).any()


def test_going_on_is_told_of_both_blocks():
    places_ = grid_of(2 * 50 + 3, 50)
    choice = BlockChoice([places()], STEP)
    right = choice.goes_on(places_, 0, 1)
    assert right[:, :-1].all()
    assert not right[:, -1].any()
    places_[1, 1] += 1
    assert not choice.goes_on(places_, 0, 1)[1, :2].any()
    assert choice.goes_on(places_, 1, -1).sum() == 4


def test_window_chooses_as_the_whole_but_at_its_borders():
    photo = places()
    wanted = torch.randn(30, 30, 24, generator=torch.Generator().manual_seed(5))
    choice = BlockChoice([photo], STEP)
    whole, part = choice.chosen(wanted), choice.chosen(wanted[5:25, 8:28])
    inner = slice(BORDER_BLOCKS, -BORDER_BLOCKS)
    assert torch.equal(part[inner, inner], whole[5:25, 8:28][inner, inner])
