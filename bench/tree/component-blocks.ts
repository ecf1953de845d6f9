import type { Block } from "./plain-blocks.ts";
import { kebab, lowerFirst } from "./words.ts";

export const componentBlock: Block = (random, names, id) => {
  const type = `${names.type()}${id}`;
  const [shown, sorted] = [`${names.field()}A`, `${names.field()}B`];
  const cells = Array.from(
    { length: random.between(2, 6) },
    (_, index) =>
      `          <td className="cell cell-${kebab(names.type())}" title={\`${names.phrase()} \${row.${shown}}\`}>
            {row.${index % 2 === 0 ? shown : sorted} ?? <em>${names.phrase()}</em>}
          </td>`,
  );
  return `interface ${type}Props {
  readonly rows: ReadonlyArray<{ id: string; ${shown}: string; ${sorted}?: number }>;
  readonly onSelect?: (id: string) => void;
}

export function ${type}List({ rows, onSelect }: ${type}Props) {
  const [selected, setSelected] = useState<string | null>(null);
  const visible = useMemo(() => rows.filter((row) => row.${shown} !== "").sort((a, b) => (a.${sorted} ?? 0) - (b.${sorted} ?? 0)), [rows]);
  const choose = useCallback(
    (id: string) => {
      setSelected((before) => (before === id ? null : id));
      onSelect?.(id);
    },
    [onSelect],
  );
  if (visible.length === 0) return <p className="empty">Nothing ${names.phrase()}.</p>;
  return (
    <table className="${kebab(type)}">
      <caption>{visible.length} of {rows.length} ${names.phrase()}</caption>
      {visible.map((row) => (
        <tr key={row.id} aria-selected={row.id === selected} onClick={() => choose(row.id)}>
${cells.join("\n")}
        </tr>
      ))}
    </table>
  );
}
`;
};

export const formBlock: Block = (random, names, id) => {
  const type = `${names.type()}${id}`;
  const inputs = Array.from({ length: random.between(2, 7) }, (_, index) => {
    const field = `${names.field()}${index}`;
    return `      <label htmlFor="${field}">
        ${names.phrase()}
        <input id="${field}" name="${field}" required={${random.chance(0.5)}} value={values.${field} ?? ""} onChange={change} />
      </label>`;
  });
  return `export const ${type}Form = ({ submit }: { submit: (values: Record<string, string>) => Promise<void> }) => {
  const [values, setValues] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState("");
  const change = (event: React.ChangeEvent<HTMLInputElement>) => setValues({ ...values, [event.target.name]: event.target.value });
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        try {
          await submit(values);
        } catch (error) {
          setFailure(error instanceof Error ? error.message : "${names.phrase()}");
        }
      }}
    >
${inputs.join("\n")}
      {failure !== "" && <p role="alert">{failure}</p>}
      <button type="submit">${names.type()}</button>
    </form>
  );
};
`;
};

export const hookBlock: Block = (random, names, id) => {
  const type = `${names.type()}${id}`;
  return `export function use${type}(${lowerFirst(type)}Id: string) {
  const [state, setState] = useState<{ status: "idle" | "busy" | "failed"; value?: unknown }>({ status: "idle" });
  useEffect(() => {
    let cancelled = false;
    setState({ status: "busy" });
    void load${type}(${lowerFirst(type)}Id).then(
      (value) => !cancelled && setState({ status: "idle", value }),
      () => !cancelled && setState({ status: "failed" }),
    );
    return () => {
      cancelled = true;
    };
  }, [${lowerFirst(type)}Id]);
  return state;
}

async function load${type}(id: string): Promise<unknown> {
  const response = await fetch(\`/api/${kebab(names.type())}/\${encodeURIComponent(id)}?limit=${random.between(5, 500)}\`);
  return response.json();
}
`;
};
