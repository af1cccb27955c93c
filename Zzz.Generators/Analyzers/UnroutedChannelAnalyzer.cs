using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a channel that no socket lists, so that its topics cannot be joined.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnroutedChannelAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the metadata name of the socket, if there is only one and a channel can be added to it.</summary>
    internal const string OnlySocket = nameof(OnlySocket);

    /// <summary>The property of the diagnostic that holds the metadata name of the channel. It is set whenever the one for the socket is.</summary>
    internal const string Channel = nameof(Channel);

    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6007",
        "A channel is not in any route",
        "Nobody can join the topics of '{0}', because no [ChannelRoute] names it: {1}",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var classes = new ConcurrentBag<MarkedClass>();
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, classes), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Check(classes, end));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<MarkedClass> classes)
    {
        if (MarkedClassParser.Parse(type) is { Kind: not MarkedClassKind.Controller } marked) classes.Add(marked);
    }

    /// <summary>Reports channels that have no other mistakes. Others have to be mended first.</summary>
    private static void Check(IEnumerable<MarkedClass> classes, CompilationAnalysisContext context)
    {
        MarkedClass[] sockets = SocketsIn(classes);
        var routed = new HashSet<ISymbol?>(
            sockets.SelectMany(socket => SocketChannel.Of(socket)).Select(channel => channel.Type),
            SymbolEqualityComparer.Default);
        foreach (MarkedClass channel in classes.Where(marked => marked.Kind == MarkedClassKind.Channel && !routed.Contains(marked.Type)))
            if (ClassRules.Allow(channel)) context.ReportDiagnostic(DiagnosticFor(channel, sockets));
    }

    private static MarkedClass[] SocketsIn(IEnumerable<MarkedClass> classes) =>
        [.. classes
            .Where(marked => marked.Kind == MarkedClassKind.Socket)
            .OrderBy(socket => socket.Type.FullMetadataName(), StringComparer.Ordinal)];

    private static Diagnostic DiagnosticFor(MarkedClass channel, MarkedClass[] sockets) => Diagnostic.Create(
        Broken,
        channel.Type.Locations[0],
        sockets is [var socket] && SocketChannel.AreArguments(socket) ? Names(channel, socket) : null,
        channel.Type.Name,
        Remedy(channel, sockets));

    private static ImmutableDictionary<string, string?> Names(MarkedClass channel, MarkedClass socket) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(Channel, channel.Type.FullMetadataName())
            .Add(OnlySocket, socket.Type.FullMetadataName());

    private static string Remedy(MarkedClass channel, MarkedClass[] sockets) => sockets.Length == 0
        ? $"write [ChannelRoute(\"/socket\", typeof({channel.Type.Name}))] on the class of a socket"
        : $"add typeof({channel.Type.Name}) to the [ChannelRoute] of {string.Join(" or ", sockets.Select(socket => $"'{socket.Type.Name}'"))}";
}
