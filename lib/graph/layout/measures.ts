/** Sizes of the drawing in px; the visual language's node anatomy. */
export const NODE_WIDTH = 236
export const NODE_HEIGHT = 46
export const STONE = 14
export const HEADER_HEIGHT = 30
export const CONTAINER_PAD = 12
export const BRANCH_GAP = 12
/** Between branches that are more than one card. */
export const WIDE_BRANCH_GAP = 28
/** Room under a Map's header for its items' stones and the words beside them. */
export const MAP_STRIP = 38
export const CORNER = 12

/** Half of the room between two cards that stand side by side. */
export const SIDE_ROOM = 14
/** Half of the room a route's vertical keeps. */
export const ROUTE_ROOM = 9
/** Between two ranks without labels or bends, arrow included. */
export const RANK_GAP = 28
/** One horizontal in the gap between two ranks. */
export const TRACK = 12
/** A label's height, and the room it takes in a gap. */
export const LABEL_HEIGHT = 18
export const LABEL_ROOM = 24
/** Room on both sides of a label on a horizontal, corner and arrow included. */
export const LABEL_MARGIN = 20
/** Distance of a card's side port from its upper edge. */
export const PORT = NODE_HEIGHT / 2
/** Mean width of a character of a name. */
export const NAME_CHARACTER = 7.4
const CHARACTER = 6.7

/** Width of a label of so many characters, padding included. */
export const labelWidth = (characters: number) => Math.ceil(characters * CHARACTER) + 12
