import { X } from "lucide-react";
import { useState, type KeyboardEvent, type ReactElement, type Ref } from "react";

import { TextField } from "../ui/field.tsx";
import { hostFault, splitHosts } from "./model/secret-forms.ts";

export interface HostsFieldProps {
  readonly hosts: readonly string[];
  readonly onChange: (hosts: readonly string[]) => void;
  /** What is typed and not yet among the hosts; told, so that saving can take it along or say what is wrong. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly ref?: Ref<HTMLElement>;
}

/** The hosts that a secret may be sent to. Enter, a comma or a space adds what was typed. */
export function HostsField({ hosts, onChange, text, onText, ref }: HostsFieldProps): ReactElement {
  const [isTried, setTried] = useState(false);
  const typed = splitHosts(text);
  const fault = typed.map(hostFault).find((found) => found !== undefined);
  const add = (): void => {
    setTried(true);
    if (typed.length === 0 || fault !== undefined) return;
    onChange([...new Set([...hosts, ...typed])]);
    onText("");
    setTried(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    if ((event.key === "Enter" || event.key === "," || event.key === " ") && text.trim() !== "") {
      event.preventDefault();
      add();
    }
    if (event.key === "Backspace" && text === "") onChange(hosts.slice(0, -1));
  };
  return (
    <div className="grid gap-1.5">
      <TextField
        ref={ref}
        label="Usable in fetches to"
        mono
        value={text}
        onChangeText={onText}
        onKeyDown={onKeyDown}
        onBlur={add}
        placeholder={hosts.length === 0 ? "geo.example" : "Add a host"}
        hint="A fetch that would take it to any other host is refused with secret_bound."
        error={isTried || text.length > 3 ? fault : undefined}
      />
      {hosts.length > 0 && (
        <ul className="flex flex-wrap gap-1.5" aria-label="Hosts">
          {hosts.map((host) => (
            <li key={host} className="tag code bg-sunken text-fg-1">
              {host}
              <button
                type="button"
                className="host-remove"
                aria-label={`Remove ${host}`}
                onClick={() => onChange(hosts.filter((other) => other !== host))}
              >
                <X size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The hosts with what is still typed; undefined while that is none. */
export function allHosts(hosts: readonly string[], text: string): readonly string[] | undefined {
  const typed = splitHosts(text);
  return typed.some((host) => hostFault(host) !== undefined) ? undefined : [...new Set([...hosts, ...typed])];
}
