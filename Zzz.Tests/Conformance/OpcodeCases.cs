namespace Zzz.Tests.Conformance;

/// <summary>Section 4: opcodes that are not defined.</summary>
internal static class OpcodeCases
{
    public static IEnumerable<ConformanceCase> All => [.. Of("4.1", 3), .. Of("4.2", 11)];

    private static IEnumerable<ConformanceCase> Of(string section, int opcode) =>
    [
        new($"{section}.1", $"opcode {opcode}", s => s.Frame(First(opcode)).Fails()),
        new($"{section}.2", $"opcode {opcode + 1} with payload", s => s.Frame(First(opcode + 1), "reserved").Fails()),
        new($"{section}.3", $"text, then opcode {opcode + 2}, then a ping", s => s.Text("Hello").Frame(First(opcode + 2)).Fails().Frame(0x89)),
        new($"{section}.4", $"text, then opcode {opcode + 3} with payload, then a ping", s => s.Text("Hello").Frame(First(opcode + 3), "reserved").Fails().Frame(0x89)),
        new($"{section}.5", $"text, then opcode {opcode + 4} with payload, then a ping, byte by byte", s => s.Text("Hello").Frame(First(opcode + 4), "reserved").Fails().Frame(0x89).Chopped(1)),
    ];

    private static byte First(int opcode) => (byte)(0x80 | opcode);
}
