/** Any object with an `on` method. */
export interface Source {
  on(event: any, callback: (value: any) => void): () => void;
}

/** Resolves to the value of the next event with this name, or of the next one that fits. */
export function next(source: Source, event: string, fits: (value: any) => boolean = () => true): Promise<any> {
  return new Promise(resolve => {
    const off = source.on(event, value => {
      if (!fits(value)) return;
      off();
      resolve(value);
    });
  });
}
