import {
  Handle,
  MarkerType,
  Position,
  type Edge as FlowEdge,
  type Node,
  type NodeProps,
  type NodeTypes,
} from "@xyflow/react";

import type { HookDescription } from "../../data/workspace.ts";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { cx } from "../../ui/cx.ts";
import { StatusMark } from "../../ui/icons/status-mark.tsx";
import { Tag } from "../../ui/tag.tsx";
import { findCard } from "../model/draft.ts";
import { layersOfGraph, type Drawing } from "../model/graph.ts";
import type { LaneFacts } from "../use-lane-facts.ts";
import { columnAt, layOutGraph } from "./graph-layout.ts";

export type GraphNode = Node<{
  /** Absent for the trigger and for headings. */
  readonly scriptId?: string;
  readonly text: string;
  readonly layer: number;
  readonly mode: HookDescription["mode"];
  readonly change?: string;
  readonly problem?: string;
}>;

function ScriptNode({ data, selected }: NodeProps<GraphNode>) {
  return (
    <div className={cx("graph-node", selected && "is-selected")}>
      <Handle type="target" position={Position.Left} />
      <span className="flex items-center gap-1.5">
        <b className="code min-w-0 flex-1 truncate text-12 font-medium">
          <PlainText text={data.scriptId ?? ""} />
        </b>
        {data.change !== undefined && <Tag tone="draft">{data.change}</Tag>}
      </span>
      <span className="truncate text-12 text-fg-3">
        <PlainText text={data.text} limit={120} />
      </span>
      {data.problem === undefined ? (
        <span className="text-11 text-fg-3">Layer {data.layer}</span>
      ) : (
        <span className="flex items-center gap-1 truncate text-11 text-error" title={data.problem}>
          <StatusMark status="error" size={12} /> {data.problem}
        </span>
      )}
      <Handle type="source" position={Position.Right} />
    </div>
  );
}

function TriggerNode({ data }: NodeProps<GraphNode>) {
  return (
    <div className="graph-trigger">
      <ModeMark mode={data.mode} size={14} />
      <span className="code min-w-0 truncate text-12">{data.text}</span>
      <Handle type="source" position={Position.Right} />
    </div>
  );
}

function HeadNode({ data }: NodeProps<GraphNode>) {
  return <div className="graph-layer-head">{data.text}</div>;
}

export const nodeTypes: NodeTypes = { script: ScriptNode, trigger: TriggerNode, head: HeadNode };

export function flowNodes(hook: HookDescription, drawing: Drawing, facts: LaneFacts): GraphNode[] {
  const { nodes, layers } = layOutGraph(drawing);
  const compiled = layersOfGraph(drawing);
  const top = Math.min(...nodes.map(({ y }) => y));
  const heads = Array.from({ length: layers }, (_, layer): GraphNode => {
    const data = { text: `Layer ${layer + 1}`, layer: layer + 1, mode: hook.mode };
    const position = { x: columnAt(layer + 1), y: top - 32 };
    return { id: `head ${layer}`, type: "head", position, data, selectable: false, focusable: false, deletable: false };
  });
  const drawn = nodes.map(({ id, x, y, layer }): GraphNode => {
    const position = { x, y };
    const card = drawing.cards.find(({ key }) => key === id);
    if (!card) {
      const data = { text: hook.name, layer, mode: hook.mode };
      return { id, type: "trigger", position, data, deletable: false, ariaLabel: `Trigger ${hook.name}` };
    }
    const place = findCard({ layers: compiled }, id);
    const change = facts.changes.cards.get(id);
    const problem = facts.problems.cards.get(id)?.[0]?.message;
    const data = {
      scriptId: card.scriptId,
      text: facts.scripts.get(card.scriptId)?.comment ?? "",
      layer: (place?.layer ?? 0) + 1,
      mode: hook.mode,
      ...(change !== undefined && { change }),
      ...(problem !== undefined && { problem }),
    };
    return { id, type: "script", position, data, ariaLabel: `${card.scriptId}, layer ${data.layer}` };
  });
  return [...heads, ...drawn];
}

export function flowEdges(hook: HookDescription, drawing: Drawing): FlowEdge[] {
  const nameOf = (id: string): string => drawing.cards.find(({ key }) => key === id)?.scriptId ?? "the trigger";
  return layOutGraph(drawing).edges.map(({ from, to }) => ({
    id: `${from} ${to}`,
    source: from,
    target: to,
    ariaLabel: `${nameOf(to)} runs after ${nameOf(from)}`,
    className: `graph-edge is-${hook.mode}`,
    deletable: from !== drawing.triggerId,
    markerEnd: { type: MarkerType.ArrowClosed, color: `var(--${hook.mode === "enrichment" ? "enrich" : hook.mode})` },
  }));
}
