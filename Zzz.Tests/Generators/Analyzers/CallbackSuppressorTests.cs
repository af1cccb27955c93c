using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Zzz.Generators.Analyzers;

namespace Zzz.Tests.Generators.Analyzers;

public class CallbackSuppressorTests
{
    private const string Source =
        """
        [WsRoute("/ws")]
        public class C
        {
            public void OnOpen(WsConnection ws) { }

            public void Other(WsConnection ws) { }
        }

        [Channel("e")]
        public class E
        {
            [On("event")] public void Handle(ChannelSocket socket) { }

            public void OnOpen(WsConnection ws) { }
        }

        public class D
        {
            public void OnOpen(WsConnection ws) { }
        }
        """;

    [Theory]
    [InlineData("CA1822")]
    [InlineData("IDE0060")]
    public async Task What_others_say_in_vain_of_a_callback_is_suppressed(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await UserProject.Of(Source)
            .WithAnalyzers([new Grumbler(id), new CallbackSuppressor()], new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["C.OnOpen: True", "C.Other: False", "D.OnOpen: False", "E.Handle: True", "E.OnOpen: False"],
            diagnostics.Select(diagnostic => $"{diagnostic.GetMessage(null)}: {diagnostic.IsSuppressed}").Order());
    }

    /// <summary>Reports each method as the general analyzer with this id would: CA1822 at the method's name, IDE0060 at its parameter.</summary>
#pragma warning disable RS1001, RS1017 // Not an analyzer for users, and it uses the id of another.
    private sealed class Grumbler(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _rule = new(id, "title", "{0}", "category", DiagnosticSeverity.Info, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(Report, SymbolKind.Method);
        }

        private void Report(SymbolAnalysisContext context)
        {
            var method = (IMethodSymbol)context.Symbol;
            if (method.Parameters is not [var parameter]) return;
            ISymbol place = id == "CA1822" ? method : parameter;
            context.ReportDiagnostic(Diagnostic.Create(_rule, place.Locations[0], $"{method.ContainingType.Name}.{method.Name}"));
        }
    }
#pragma warning restore RS1001, RS1017
}
