import { Decoration, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@uiw/react-codemirror'

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g
const EXPRESSION = /^"\{%.*%\}"$/

const mark = (name: string) => Decoration.mark({ class: `json-${name}` })
const KEY = mark('key')
const TEXT = mark('text')
const QUERY = mark('query')
const NUMBER = mark('number')
const WORD = mark('word')

const decorator = new MatchDecorator({
  regexp: TOKEN,
  decoration: ([, text, colon, number]) => {
    if (text && colon) return KEY
    if (text) return EXPRESSION.test(text) ? QUERY : TEXT
    return number ? NUMBER : WORD
  },
})

/** Colours JSON by token, only where it is seen: keys, text, query expressions, numbers, words. */
export const jsonTokens = [
  ViewPlugin.fromClass(
    class {
      decorations
      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view)
      }
      update(update: ViewUpdate) {
        this.decorations = decorator.updateDeco(update, this.decorations)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.baseTheme({
    '.json-key': { color: 'var(--ink)' },
    '.json-text': { color: 'var(--ok)' },
    '.json-query': { color: 'var(--indigo)' },
    '.json-number': { color: 'var(--indigo)' },
    '.json-word': { color: 'var(--caught)' },
  }),
]
