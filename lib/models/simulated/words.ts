const stopWords = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can could did do does doing down
  during each few for from further had has have having he her here hers him his how i if in into is it its itself just let me more most my no nor not of
  off on once only or other our out over own please same she should so some such than that the their them then there these they this those through to too
  under until up us very was we were what when where which while who whom why will with would you your yours yes
  answer question text following message context document given write give make using use one two three reply respond words sentence sentences
  o os as um uma uns umas de do da dos das em no na nos nas por para com sem e ou que se ao aos mas como mais muito isso isto este esta esse essa ele ela
  eles elas eu voce você nós nos seu sua seus suas meu minha foi ser é são está estão não sim já pergunta resposta texto seguinte`.split(
    /\s+/,
  ),
)

/** The words of a text in lower case, accents kept, in order. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
}

/** Words that carry meaning: no stop words, nothing shorter than three letters. */
export function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => word.length > 2 && !stopWords.has(word))
}

/** A crude stem: `invoices`, `invoiced` and `invoicing` meet. */
export function stemOf(word: string): string {
  return word.length <= 4 ? word.replace(/s$/, '') : word.replace(/(?:ies|ing|ed|es|s|ly|e|y)$/, '')
}

/** The stems of a text's content words. */
export function stemsOf(text: string): Set<string> {
  return new Set(contentWords(text).map(stemOf))
}

/** How many stems two texts share. */
export function overlap(left: Set<string>, right: Set<string>): number {
  let shared = 0
  for (const stem of left) if (right.has(stem)) shared++
  return shared
}

/** The content words that occur most, the earlier first among equals; at most `limit`. */
export function topWords(text: string, limit: number): string[] {
  const counts = new Map<string, { word: string; count: number }>()
  for (const word of contentWords(text)) {
    const entry = counts.get(stemOf(word))
    if (entry) entry.count++
    else counts.set(stemOf(word), { word, count: 1 })
  }
  return [...counts.values()]
    .sort((left, right) => right.count - left.count)
    .slice(0, limit)
    .map(({ word }) => word)
}

/** Runs of words between stop words and punctuation (`tide pools`, `good teachers`), the first two words of each, in order, once each. */
export function phrasesOf(text: string): string[] {
  const found: string[] = []
  for (const clause of text.split(/[^\p{L}\p{N}\s'’-]+/u)) {
    let run: string[] = []
    const close = () => {
      if (run.length > 0) found.push(run.slice(0, 2).join(' '))
      run = []
    }
    for (const word of clause.split(/\s+/)) {
      const meaning =
        (word.length > 2 || (run.length > 0 && /^\p{N}+$/u.test(word))) && !stopWords.has(word.toLowerCase())
      if (meaning) run.push(word)
      else close()
    }
    close()
  }
  return [...new Set(found.map((phrase) => phrase.trim()))]
}

/** Sentences of a text; list items and lines count as sentences. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…])\s+(?=[\p{Lu}\p{N}"“'(¿¡])/u)
    .map((sentence) => sentence.replace(/^(?:[\s>*•-]|\d{1,2}[.)]\s)+/, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
}
