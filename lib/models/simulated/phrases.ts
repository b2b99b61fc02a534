import type { Assignment } from './assignment'

/** Sentences that hold for any phrases put in place of `{a}`, `{b}` and `{c}`, and the addressee for `{name}`. */
export interface Phrases {
  /** Stand in where the prompt has no words of its own. */
  fallback: string[]
  openings: string[]
  middles: string[]
  endings: string[]
  points: string[]
  steps: string[]
  greeting: string
  replies: string[]
  questions: string[]
}

export const phrases: Readonly<Record<Assignment['language'], Phrases>> = {
  en: {
    fallback: ['the goal', 'the people concerned', 'the next step'],
    openings: [
      'It helps to begin with “{a}”.',
      'Two things stand out here: “{a}” and “{b}”.',
      'Much of this turns on “{a}”.',
      'The part that decides most is “{a}”.',
    ],
    middles: [
      'Once that is clear, “{b}” is easier to judge.',
      'It also bears on “{b}”, which is often left for later.',
      'What is said about “{c}” should follow from it.',
      'An example of “{b}” tells more than a rule.',
    ],
    endings: [
      'A small first step, looked at again after a week, is safer than a large plan.',
      'Try it on one case, and keep what works.',
      'Write the reason down beside the decision, so that others can follow it.',
    ],
    points: [
      'Begin with “{a}”, in one plain sentence.',
      'Show “{a}” in an example that can be looked at closely.',
      'Say what follows from “{a}”.',
      'Name what is often overlooked about “{a}”.',
      'End with a question on “{a}”.',
    ],
    steps: [
      'Repeat what led to “{a}”, and note the exact words on the screen.',
      'Undo the last change and see whether “{a}” is still there.',
      'Try the same with “{a}” on another machine or account.',
      'Send what you found about “{a}”, and we go on from there.',
    ],
    greeting: 'Hello {name},',
    replies: [
      'thank you for writing about “{a}”. We look into “{b}” today, and you hear from us by tomorrow.',
      'we have read what you write about “{a}”. The next step is ours: we check “{b}” and tell you the result within a day.',
    ],
    questions: [
      'could you tell us a little more about “{a}”? When it happened and what you expected would help us most.',
    ],
  },
  pt: {
    fallback: ['o objetivo', 'as pessoas envolvidas', 'o próximo passo'],
    openings: [
      'Vale começar por “{a}”.',
      'Duas coisas se destacam aqui: “{a}” e “{b}”.',
      'Quase tudo depende de “{a}”.',
    ],
    middles: [
      'Com isso claro, fica mais fácil avaliar “{b}”.',
      'Isso também toca “{b}”, que costuma ficar para depois.',
      'Um exemplo de “{b}” diz mais do que uma regra.',
    ],
    endings: [
      'Um primeiro passo pequeno, revisto depois de uma semana, é mais seguro do que um plano grande.',
      'Experimente em um caso e guarde o que funciona.',
      'Anote o motivo ao lado da decisão, para que outros possam acompanhar.',
    ],
    points: [
      'Comece por “{a}”, em uma frase simples.',
      'Mostre “{a}” em um exemplo para olhar de perto.',
      'Diga o que vem de “{a}”.',
      'Termine com uma pergunta sobre “{a}”.',
    ],
    steps: [
      'Repita o que levou a “{a}” e anote as palavras exatas da tela.',
      'Desfaça a última mudança e veja se “{a}” continua.',
      'Envie o que encontrou sobre “{a}”, e seguimos daí.',
    ],
    greeting: 'Olá, {name},',
    replies: ['obrigado por escrever sobre “{a}”. Vamos verificar “{b}” hoje e responder até amanhã.'],
    questions: ['você pode nos contar um pouco mais sobre “{a}”? Quando aconteceu e o que era esperado já ajudam.'],
  },
}
