/** An execution as a picture: context, three layers between gates, outcome. The words beside it say the same. */
export function FlowDrawing() {
  return (
    <svg
      viewBox="0 0 520 132"
      className="w-full max-w-130 text-blocking"
      fill="none"
      role="img"
      aria-labelledby="flow-title"
    >
      <title id="flow-title">
        A context goes through three layers. The second has two scripts that run together. An outcome comes out.
      </title>
      <g stroke="currentColor" strokeWidth="1.5">
        <path d="M62 60h42M184 60h18M206 60c12 0 10-30 22-30M206 60c12 0 10 30 22 30" />
        <path d="M308 30c14 0 8 30 22 30M308 90c14 0 8-30 22-30M334 60h18M432 60h32" />
      </g>
      <g fill="currentColor">
        <rect x="78" y="42" width="4" height="36" rx="1.5" />
        <rect x="202" y="18" width="4" height="84" rx="1.5" />
        <rect x="330" y="18" width="4" height="84" rx="1.5" />
        <rect x="450" y="42" width="4" height="36" rx="1.5" />
        <path d="m462 56 7 4-7 4z" />
      </g>
      <g fill="var(--raised)" stroke="var(--line-3)">
        <rect x="104" y="44" width="80" height="32" rx="4" />
        <rect x="228" y="14" width="80" height="32" rx="4" />
        <rect x="228" y="74" width="80" height="32" rx="4" />
        <rect x="352" y="44" width="80" height="32" rx="4" />
      </g>
      <g className="fill-fg-1 text-11" textAnchor="middle">
        <text x="30" y="64">
          context
        </text>
        <text x="144" y="64">
          normalize
        </text>
        <text x="268" y="34">
          domain
        </text>
        <text x="268" y="94">
          network
        </text>
        <text x="392" y="64">
          verdict
        </text>
        <text x="496" y="64">
          outcome
        </text>
      </g>
      <g className="fill-fg-3 text-11" textAnchor="middle">
        <text x="144" y="126">
          layer 1
        </text>
        <text x="268" y="126">
          layer 2
        </text>
        <text x="392" y="126">
          layer 3
        </text>
      </g>
    </svg>
  );
}
