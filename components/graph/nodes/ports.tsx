import { Handle, Position } from '@xyflow/react'

/** The ports React Flow asks of every node. Unseen: our routes bring their own corners. */
export function Ports() {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} className="graph-port" />
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="graph-port" />
    </>
  )
}
