/** Whether a literal was probably meant as a path: `$.order.id`, `$$.Execution.Id`, `$[0]`, `$customer`. */
export const looksLikePath = (text: string): boolean => /^\${1,2}(?:[.[]|$)|^\$[A-Za-z]\w*(?:[.[]|$)/.test(text)

/** Whether a literal was probably meant as an intrinsic call: `States.Format('{}', $.name)`. */
export const looksLikeIntrinsic = (text: string): boolean => /^States\.[A-Za-z0-9]+\(/.test(text)
