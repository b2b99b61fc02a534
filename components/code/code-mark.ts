/** Something to say about a place in a text; offsets are UTF-16. */
export interface CodeMark {
  from: number
  to: number
  severity: 'error' | 'warning'
  message: string
}
