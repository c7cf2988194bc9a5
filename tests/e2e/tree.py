# What assistive technology is given of the window: its accessibility tree, read over AT-SPI as a screen reader reads it.
# Prints a line for each object, indented by its depth: role, name, what more is said of it, its state, and its text where
# that says more than the objects in it. What says nothing by itself (layout) is left out; what is in it stands in its place.
# Usage: tree.py NAME-OF-THE-PROGRAM
import sys

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# Where another object stands inside a text.
OBJECT = '\ufffc'
# States that are said of an object, and the words for them here.
STATES = {
    'checked': 'checked', 'pressed': 'pressed', 'expanded': 'expanded', 'required': 'required', 'invalid-entry': 'invalid',
    'focused': 'focus', 'modal': 'modal', 'busy': 'busy', 'indeterminate': 'partly', 'read-only': 'read only',
}
# What only groups, and is left out where it has neither name nor words of its own.
LAYOUT = {'filler', 'section', 'label', 'static', 'scroll pane', 'internal frame', 'redundant object', 'unknown'}


def words(text):
    """The words of a text, without what stands in it as an object."""
    return ' '.join((text or '').replace(OBJECT, ' ').split())


def text_of(one):
    """The text of an object, with a sign where another object stands in it and one where a line ends."""
    if 'Text' not in one.get_interfaces():
        return ''
    text = Atspi.Text.get_text(one, 0, Atspi.Text.get_character_count(one)).replace(OBJECT, ' ◦ ')
    return ' | '.join(' '.join(line.split()) for line in text.splitlines() if line.strip())


def children(one):
    found = (one.get_child_at_index(at) for at in range(one.get_child_count()))
    return [child for child in found if child is not None]


def said_of(one, role):
    """Everything beside role and name: place in a set, level, state, keys, description."""
    has = {state.value_nick for state in one.get_state_set().get_states()}
    more = one.get_attributes() or {}
    said = []
    if more.get('xml-roles') and role in ('landmark', 'section', 'panel', 'status bar', 'notification'):
        said.append(more['xml-roles'])
    if role == 'heading':
        said.append(f"level {more.get('level')}")
    if more.get('posinset'):
        said.append(f"{more['posinset']} of {more.get('setsize')}")
    if role in ('list item', 'page tab', 'menu item', 'tree item') and 'selected' in has:
        said.append('selected')
    if 'expandable' in has and 'expanded' not in has:
        said.append('collapsed')
    said += [word for state, word in STATES.items() if state in has]
    if more.get('current', 'false') != 'false':
        said.append(f"current {more['current']}")
    if 'focusable' in has and ('sensitive' not in has or 'enabled' not in has):
        said.append('disabled')
    if more.get('live', 'off') != 'off':
        said.append(f"live {more['live']}")
    if more.get('keyshortcuts'):
        said.append(f"keys {more['keyshortcuts']}")
    if words(one.get_description()):
        said.append(f"described “{words(one.get_description())}”")
    return said


def lines(one, depth, around=''):
    """The lines of an object and of all in it; `around` is the text that it stands in."""
    role = one.get_role_name()
    name, text, said = words(one.get_name()), text_of(one), said_of(one, role)
    inside = [line for child in children(one) for line in lines(child, depth + 1, text)]
    told = set(' '.join([name] + [line for _, line in inside]).replace('“', ' ').replace('”', ' ').split())
    own = text if set(text.replace('◦', ' ').replace('|', ' ').split()) - told else ''
    if role in LAYOUT and not name and not said and (not own or own in around):
        return [(level - 1, line) for level, line in inside]
    line = role + (f' “{name}”' if name else '') + (f" ({', '.join(said)})" if said else '') + (f': {own}' if own else '')
    return [(depth, line)] + inside


def page(one):
    """The page in a window."""
    if one.get_role_name() == 'document web':
        return one
    return next((found for child in children(one) if (found := page(child)) is not None), None)


def main():
    programs = [one for one in children(Atspi.get_desktop(0)) if one.get_name() == sys.argv[1]]
    found = next((found for one in programs if (found := page(one)) is not None), None)
    if found is None:
        return f'no page of {sys.argv[1]} can be read'
    for depth, line in lines(found, 0):
        print('  ' * depth + line)
    return 0


try:
    sys.exit(main())
except GLib.Error as error:
    # It changed while it was read.
    sys.exit(str(error))
