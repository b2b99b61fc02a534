/** A box to place. */
export interface FlowNode {
  width: number
  height: number
  /** How the scope ends here: well, badly, or not at all. */
  ends: 'well' | 'badly' | null
}

/** A route to draw between two boxes, by index. */
export interface FlowEdge {
  source: number
  target: number
  /** A catch: its target stands in the lane of exceptions when only failures lead there. */
  exceptional: boolean
  /** Width of its label in px; 0 without one. */
  label: number
}

/** One scope as plain numbers: what the layout works on. */
export interface Flow {
  nodes: FlowNode[]
  edges: FlowEdge[]
  /** Index of the node where the scope starts, -1 when there is none. */
  root: number
}

/** A point of a route, in px from the scope's corner. */
export interface Point {
  x: number
  y: number
}

/** A route's corners, and where the middle of its label stands. */
export interface FlowRoute {
  points: Point[]
  label: Point | null
}

/** A scope laid out: its size, and per node and edge of the flow the place. */
export interface FlowLayout {
  width: number
  height: number
  /** Upper left corners. */
  places: Point[]
  routes: FlowRoute[]
}
