import type { Transition } from '@/lib/asl/transitions'
import type { ChoiceRule } from '@/lib/asl/types'
import { compareOneVariable, conditionText } from './condition-text'
import type { RouteLabel } from './graph-model'

/** The most characters a label's text has on the route; the rest is in its title. */
const MAX_LABEL = 26

/** The longest word the view may put in front of a label's text, in characters, whatever the language. */
const WORD_LENGTH = { default: 7, catch: 5, 'catch-all': 10 }

/**
 * What a route says, for the transitions that share it: a rule's condition, `default`, `catch` and the errors. Null for a
 * plain Next. States.ALL reads as "catch all"; of several transitions the first is shown and the others are counted.
 */
export function routeLabel(transitions: readonly Transition[], siblings: readonly ChoiceRule[]): RouteLabel | null {
  const sameVariable = compareOneVariable(siblings)
  const labels = transitions.flatMap((transition) => labelOf(transition, sameVariable) ?? [])
  const [first, ...others] = labels
  if (!first) return null
  return { ...first, more: others.length, title: labels.map((label) => label.title).join('\n') }
}

/** How many characters the label takes at most, as drawn. */
export function labelLength(label: RouteLabel): number {
  const word = label.word === null ? 0 : WORD_LENGTH[label.word]
  const text = label.text?.length ?? 0
  return word + text + (word && text ? 1 : 0) + (label.more > 0 ? 2 + String(label.more).length : 0)
}

function labelOf(transition: Transition, sameVariable: boolean): RouteLabel | null {
  switch (transition.kind) {
    case 'next':
      return null
    case 'default':
      return { word: 'default', text: null, more: 0, title: 'default' }
    case 'choice': {
      const { short, full } = conditionText(transition.rule, sameVariable)
      return { word: null, text: trim(short), more: 0, title: full }
    }
    case 'catch': {
      const errors = Array.isArray(transition.catcher.ErrorEquals) ? transition.catcher.ErrorEquals.map(String) : []
      const title = `catch ${errors.join(', ')}`
      if (errors.includes('States.ALL')) return { word: 'catch-all', text: null, more: 0, title }
      const [first = '?', ...others] = errors
      const text = trim(first.replace(/^States\./, ''), others.length > 0 ? 16 : 20)
      return { word: 'catch', text: others.length > 0 ? `${text} +${others.length}` : text, more: 0, title }
    }
  }
}

const trim = (text: string, max = MAX_LABEL) => (text.length > max ? `${text.slice(0, max - 1)}…` : text)
