using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a channel that no socket names: its topics cannot be joined.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnroutedChannelAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the metadata name of the socket, if there is but one, and a channel can be added to it.</summary>
    internal const string OnlySocket = nameof(OnlySocket);

    /// <summary>The property of the diagnostic that holds the metadata name of the channel, if it has that of the socket.</summary>
    internal const string Channel = nameof(Channel);

    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ6007",
        "A channel is not in any route",
        "Nobody can join the topics of '{0}', because no [ChannelRoute] names it: {1}",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ6007"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var controllers = new ConcurrentBag<Controller>();
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, controllers), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Check(controllers, end));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<Controller> controllers)
    {
        if (ControllerParser.Parse(type) is { Kind: not ControllerKind.Controller } controller) controllers.Add(controller);
    }

    /// <summary>Who has mistakes is told of these first.</summary>
    private static void Check(IEnumerable<Controller> controllers, CompilationAnalysisContext context)
    {
        Controller[] sockets = SocketsIn(controllers);
        var routed = new HashSet<ISymbol?>(
            sockets.SelectMany(socket => SocketChannel.Of(socket)).Select(channel => channel.Type),
            SymbolEqualityComparer.Default);
        foreach (Controller channel in controllers.Where(controller => controller.Kind == ControllerKind.Channel && !routed.Contains(controller.Type)))
            if (ControllerRules.Allow(channel)) context.ReportDiagnostic(DiagnosticFor(channel, sockets));
    }

    private static Controller[] SocketsIn(IEnumerable<Controller> controllers) =>
        [.. controllers
            .Where(controller => controller.Kind == ControllerKind.Socket)
            .OrderBy(socket => socket.Type.FullMetadataName(), StringComparer.Ordinal)];

    private static Diagnostic DiagnosticFor(Controller channel, Controller[] sockets) => Diagnostic.Create(
        Broken,
        channel.Type.Locations[0],
        sockets is [var socket] && SocketChannel.AreArguments(socket) ? Names(channel, socket) : null,
        channel.Type.Name,
        Remedy(channel, sockets));

    private static ImmutableDictionary<string, string?> Names(Controller channel, Controller socket) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(Channel, channel.Type.FullMetadataName())
            .Add(OnlySocket, socket.Type.FullMetadataName());

    private static string Remedy(Controller channel, Controller[] sockets) => sockets.Length == 0
        ? $"write [ChannelRoute(\"/socket\", typeof({channel.Type.Name}))] on the class of a socket"
        : $"add typeof({channel.Type.Name}) to the [ChannelRoute] of {string.Join(" or ", sockets.Select(socket => $"'{socket.Type.Name}'"))}";
}
