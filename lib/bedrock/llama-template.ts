import type { PromptTurn, PromptView } from './prompt-view'

/**
 * Takes a Llama prompt string apart: the header tags of Llama 3 and 4, the `[INST]` tags of Llama 2,
 * or plain text, which is one user turn. An empty assistant turn at the end only asks for the answer and is left out.
 */
export function readLlamaTemplate(prompt: string): Pick<PromptView, 'system' | 'turns'> {
  const headers = [
    ...prompt.matchAll(/<\|(?:start_header_id|header_start)\|>\s*(\w+)\s*<\|(?:end_header_id|header_end)\|>/g),
  ]
  if (headers.length > 0) {
    const parts = headers.map((header, index) => ({
      role: header[1] ?? '',
      text: prompt.slice(header.index + header[0].length, headers[index + 1]?.index),
    }))
    return fromParts(parts)
  }
  if (prompt.includes('[INST]')) return fromParts(instructionParts(prompt))
  return fromParts([{ role: 'user', text: prompt }])
}

interface Part {
  role: string
  text: string
}

function instructionParts(prompt: string): Part[] {
  const parts: Part[] = []
  for (const block of prompt.split('[INST]').slice(1)) {
    const [asked = '', answered = ''] = block.split('[/INST]')
    const system = /<<SYS>>(.*?)<<\/SYS>>/s.exec(asked)
    if (system) parts.push({ role: 'system', text: system[1] ?? '' })
    parts.push({ role: 'user', text: asked.replace(system?.[0] ?? '', '') }, { role: 'assistant', text: answered })
  }
  return parts
}

function fromParts(parts: Part[]): Pick<PromptView, 'system' | 'turns'> {
  const texts = parts
    .map(({ role, text }) => ({ role, text: text.replace(/<\|[a-z_]+\|>|<\/?s>/g, '').trim() }))
    .filter(({ text }) => text !== '')
  const system = texts.filter(({ role }) => role === 'system').map(({ text }) => text)
  const turns = texts
    .filter(({ role }) => role !== 'system')
    .map(({ role, text }): PromptTurn => ({ role: role === 'assistant' ? 'assistant' : 'user', text, attachments: [] }))
  return { system: system.length > 0 ? system.join('\n\n') : null, turns }
}
