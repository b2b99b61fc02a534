import { dialectOf } from '@/lib/bedrock/dialect-registry'
import { assert } from '@/lib/shared/assert'
import type { BedrockOperation } from './operation'

/** InvokeModel: the body is the provider's own, read and written in its dialect. */
export const invokeModel: BedrockOperation = {
  read(body, model) {
    const dialect = dialectOf(model.text)
    if (!dialect) {
      const message = `Could not resolve the foundation model from the provided model identifier. This engine reads the InvokeModel bodies of Anthropic Claude (messages), Amazon Nova and Meta Llama; call ${model.text} through Converse.`
      return { ok: false, error: { code: 'ResourceNotFoundException', message } }
    }
    const prompt = dialect.readRequest(body)
    if (prompt.ok) return prompt
    const message = `Malformed input request: ${prompt.error}, please reformat your input and try again.`
    return { ok: false, error: { code: 'ValidationException', message } }
  },
  write(answer, model, answerId) {
    const dialect = dialectOf(model.text)
    assert(dialect && model.foundationModelId, 'a model whose request was read has a dialect')
    return dialect.writeResponse(answer, { foundationModelId: model.foundationModelId, answerId })
  },
}
