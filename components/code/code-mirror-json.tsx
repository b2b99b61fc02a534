'use client'

import { json } from '@codemirror/lang-json'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import CodeMirror, { EditorView, type ReactCodeMirrorRef } from '@uiw/react-codemirror'
import { useEffect, useMemo, useRef } from 'react'
import type { CodeMark } from './code-mark'
import { codeTheme } from './code-theme'
import { jsonTokens } from './json-tokens'

export interface CodeMirrorJsonProps {
  value: string
  /** Absent: the text can be read, searched and folded, not changed. */
  onChange?: (value: string) => void
  /** Accessible name. */
  label: string
  /** What is wrong and where. */
  marks?: readonly CodeMark[]
  autoFocus?: boolean
  /** Keeps long lines on screen. */
  wrap?: boolean
  describedBy?: string
}

/** The JSON editor itself; load it through `JsonEditor`, which keeps it out of the first page. */
export function CodeMirrorJson({ value, onChange, label, marks, autoFocus, wrap, describedBy }: CodeMirrorJsonProps) {
  const readOnly = onChange === undefined
  const editor = useRef<ReactCodeMirrorRef>(null)

  useEffect(() => {
    if (editor.current?.view) show(editor.current.view, marks)
  }, [marks])

  const extensions = useMemo(
    () => [
      json(),
      jsonTokens,
      codeTheme,
      ...(readOnly ? [] : [lintGutter()]),
      ...(wrap ? [EditorView.lineWrapping] : []),
      EditorView.contentAttributes.of({
        'aria-label': label,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(readOnly ? { tabindex: '0' } : {}),
      }),
    ],
    [label, describedBy, wrap, readOnly],
  )

  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={onChange}
      onCreateEditor={(view) => show(view, marks)}
      extensions={extensions}
      theme="none"
      height="100%"
      className="h-full"
      autoFocus={autoFocus}
      readOnly={readOnly}
      editable={!readOnly}
      // Tab leaves the editor, as everywhere else on the page.
      indentWithTab={false}
      basicSetup={{ syntaxHighlighting: false, autocompletion: false, highlightActiveLine: !readOnly }}
    />
  )
}

/** Marks may have been made for a text that was longer. */
function show(view: EditorView, marks: readonly CodeMark[] = []) {
  const end = view.state.doc.length
  const inText = marks.map((mark) => {
    const from = Math.min(mark.from, end)
    return { ...mark, from, to: Math.min(Math.max(mark.to, from), end) }
  })
  view.dispatch(setDiagnostics(view.state, inText))
}
