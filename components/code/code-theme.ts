import { EditorView } from '@uiw/react-codemirror'

/** The editor in the visual language's tokens; it follows the theme by itself. */
export const codeTheme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--ink-2)', fontSize: '12px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-geist-mono), ui-monospace, monospace',
    lineHeight: '19px',
    letterSpacing: '-0.02em',
  },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-3)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--model-soft)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: 'none' },
  '.cm-searchMatch': { backgroundColor: 'var(--mark)', color: 'var(--mark-ink)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--hover)', border: 'none', color: 'var(--ink-3)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)',
    border: 'none',
    borderRadius: '8px',
    boxShadow: 'var(--e3)',
    color: 'var(--ink)',
    overflow: 'hidden',
  },
  '.cm-diagnostic': { fontFamily: 'var(--font-geist-sans), sans-serif', padding: '6px 10px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--fail)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--retry)' },
  '.cm-lint-marker': { width: '8px', height: '8px', margin: '6px 2px', borderRadius: '2.5px' },
  '.cm-lint-marker-error': { content: '""', backgroundColor: 'var(--fail)' },
  '.cm-lint-marker-warning': { content: '""', backgroundColor: 'var(--retry)' },
  '.cm-panels': { backgroundColor: 'var(--sheet)', color: 'var(--ink)' },
})
