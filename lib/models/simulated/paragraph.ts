import type { Assignment } from './assignment'
import type { SeededRandom } from './seeded-random'
import { contentWords, sentencesOf, topWords } from './words'

interface Phrases {
  topic: RegExp
  fallbackTopic: string
  openings: string[]
  middles: string[]
  endings: string[]
  points: string[]
}

const phrases: Record<Assignment['language'], Phrases> = {
  en: {
    topic: /\b(?:about|on|regarding|for|explain|describe|is|are)\s+(?:the\s+|an?\s+)?([\p{L}\p{N}][^.,;:?!\n]{2,60})/iu,
    fallbackTopic: 'this request',
    openings: [
      'In short, {topic} comes down to {a} and {b}.',
      'The heart of {topic} is {a}, seen together with {b}.',
      'A good way into {topic} is to look at {a} first.',
      'Most of {topic} can be explained through {a}.',
    ],
    middles: [
      'Start with {a}, because it shapes {b} and {c}.',
      'Once {b} is clear, {c} follows with little effort.',
      'The usual mistake is to treat {c} apart from {a}.',
      'What people notice first is {b}; what lasts is {c}.',
    ],
    endings: [
      'A sensible next step is to check {c} against {a}.',
      'Keep {b} simple, and measure {a} before changing anything else.',
      'If only one thing is remembered, let it be {a}.',
    ],
    points: [
      'Look at {a} first.',
      'Tie {a} to what matters most.',
      'Say plainly what {a} changes.',
      'Check {a} with a small example.',
      'Agree who owns {a}.',
    ],
  },
  pt: {
    topic:
      /\b(?:sobre|acerca de|explique|descreva|para|é|são)\s+(?:o\s+|a\s+|os\s+|as\s+|um\s+|uma\s+)?([\p{L}\p{N}][^.,;:?!\n]{2,60})/iu,
    fallbackTopic: 'este pedido',
    openings: [
      'Em resumo, {topic} se apoia em {a} e {b}.',
      'O centro de {topic} é {a}, visto junto com {b}.',
      'Um bom caminho para entender {topic} é começar por {a}.',
    ],
    middles: [
      'Comece por {a}, porque isso define {b} e {c}.',
      'Com {b} bem claro, {c} vem com pouco esforço.',
      'O erro mais comum é tratar {c} sem {a}.',
    ],
    endings: [
      'O próximo passo sensato é conferir {c} com {a}.',
      'Mantenha {b} simples e meça {a} antes de mudar o resto.',
      'Se for para guardar uma só ideia, que seja {a}.',
    ],
    points: [
      'Olhe primeiro para {a}.',
      'Ligue {a} ao que mais importa.',
      'Diga com clareza o que {a} muda.',
      'Confira {a} com um exemplo pequeno.',
      'Combine quem cuida de {a}.',
    ],
  },
}

/** A short paragraph on the assignment's topic, made of its own words: `sentences` long, at least 1. */
export function writeParagraph(assignment: Assignment, sentences: number, random: SeededRandom): string {
  const words = phrases[assignment.language]
  const say = speaker(assignment, words)
  if (sentences === 1) return say(random.pick(words.openings))
  const middles = Array.from({ length: sentences - 2 }, (_, index) => words.middles[index % words.middles.length]!)
  const turn = Math.floor(random.next() * words.middles.length)
  return [
    say(random.pick(words.openings)),
    ...middles.map((_, index) => say(words.middles[(index + turn) % words.middles.length]!, index)),
    say(random.pick(words.endings)),
  ].join(' ')
}

/** A list of `count` points on the assignment's topic. */
export function writePoints(assignment: Assignment, count: number, random: SeededRandom): string {
  const words = phrases[assignment.language]
  const say = speaker(assignment, words)
  const turn = Math.floor(random.next() * words.points.length)
  return Array.from({ length: count }, (_, index) => {
    return `${index + 1}. ${say(words.points[(index + turn) % words.points.length]!, index)}`
  }).join('\n')
}

/** The sentences of a context that answer a question, by the words they share; null when none shares any. */
export function extractAnswer(context: string, question: string): string | null {
  const asked = new Set(contentWords(question))
  const scored = sentencesOf(context)
    .filter((sentence) => !sentence.endsWith('?'))
    .map((sentence) => ({ sentence, score: contentWords(sentence).filter((word) => asked.has(word)).length }))
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left), { sentence: '', score: 0 })
  return best.score > 0 ? best.sentence : null
}

function speaker(assignment: Assignment, words: Phrases): (template: string, shift?: number) => string {
  const top = topWords(`${assignment.material}\n${assignment.message}`, 8)
  const keys = top.length > 0 ? top : [words.fallbackTopic]
  const topic = words.topic.exec(assignment.message)?.[1]?.trim() ?? keys.slice(0, 2).join(' ')
  return (template, shift = 0) => {
    const at = (index: number) => keys[(index + shift) % keys.length]!
    const text = template.replace('{topic}', topic).replace('{a}', at(0)).replace('{b}', at(1)).replace('{c}', at(2))
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
}
