'use client'

import { json } from '@codemirror/lang-json'
import { forceLinting, linter, lintGutter } from '@codemirror/lint'
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
  const current = useRef<readonly CodeMark[]>([])
  current.current = marks ?? []

  // biome-ignore lint/correctness/useExhaustiveDependencies: new marks are what the editor must show
  useEffect(() => {
    if (editor.current?.view) forceLinting(editor.current.view)
  }, [marks])

  const extensions = useMemo(
    () => [
      json(),
      jsonTokens,
      codeTheme,
      ...(readOnly
        ? []
        : [
            linter(
              ({ state }) =>
                current.current.map((mark) => {
                  const from = Math.min(mark.from, state.doc.length)
                  return { ...mark, from, to: Math.min(Math.max(mark.to, from), state.doc.length) }
                }),
              { delay: 0 },
            ),
            lintGutter(),
          ]),
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
