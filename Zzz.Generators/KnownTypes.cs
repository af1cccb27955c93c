namespace Zzz.Generators;

/// <summary>The metadata names of all types that the generator looks for or writes: it references none of their assemblies.</summary>
internal static class KnownTypes
{
    public const string WsRouteAttribute = "Zzz.WsRouteAttribute";
    public const string ChannelRouteAttribute = "Zzz.ChannelRouteAttribute";
    public const string ChannelAttribute = "Zzz.ChannelAttribute";
    public const string OnAttribute = "Zzz.OnAttribute";
    public const string ZzzModuleAttribute = "Zzz.ZzzModuleAttribute";
    public const string WsConnection = "Zzz.WsConnection";
    public const string PubSub = "Zzz.IPubSub";
    public const string WsMessage = "Zzz.WsMessage";
    public const string WsMessageKind = "Zzz.WsMessageKind";
    public const string WsCloseCode = "Zzz.WsCloseCode";
    public const string WsSendResult = "Zzz.WsSendResult";
    public const string ChannelSocket = "Zzz.ChannelSocket";
    public const string Channels = "Zzz.IChannels";
    public const string Presence = "Zzz.IPresence";
    public const string JoinResult = "Zzz.JoinResult";
    public const string ReplyTo = "Zzz.ReplyTo";
    public const string ErrorReason = "Zzz.ErrorReason";
    public const string WsOptions = "Zzz.WsOptions";
    public const string WsSession = "Zzz.Dispatch.WsSession";
    public const string ChannelSession = "Zzz.Channels.ChannelSession";
    public const string ChannelInstance = "Zzz.Channels.ChannelInstance";
    public const string ChannelDefinition = "Zzz.Channels.ChannelDefinition";
    public const string ChannelBinder = "Zzz.Channels.ChannelBinder";
    public const string ChannelMessage = "Zzz.Channels.ChannelMessage";
    public const string WsEndpoints = "Zzz.Hosting.WsEndpoints";
    public const string UpgradeBinder = "Zzz.Hosting.UpgradeBinder";
    public const string UpgradeAnswer = "Zzz.Hosting.UpgradeAnswer";
    public const string UpgradeHandler = "Zzz.Hosting.IUpgradeHandler";

    public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";
    public const string HostMetadata = "Microsoft.AspNetCore.Routing.IHostMetadata";
    public const string EndpointConventionBuilder = "Microsoft.AspNetCore.Builder.IEndpointConventionBuilder";
    public const string ServiceProviderExtensions = "Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";
    public const string FromKeyedServicesAttribute = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string ActivatorConstructorAttribute = "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute";

    public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
    public const string HttpResult = "Microsoft.AspNetCore.Http.IResult";
    public const string FromRouteAttribute = "Microsoft.AspNetCore.Mvc.FromRouteAttribute";
    public const string FromQueryAttribute = "Microsoft.AspNetCore.Mvc.FromQueryAttribute";
    public const string FromHeaderAttribute = "Microsoft.AspNetCore.Mvc.FromHeaderAttribute";
    public const string FromServicesAttribute = "Microsoft.AspNetCore.Mvc.FromServicesAttribute";
    public const string JsonSerializableAttribute = "System.Text.Json.Serialization.JsonSerializableAttribute";
    public const string JsonDerivedTypeAttribute = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    public const string JsonConverterAttribute = "System.Text.Json.Serialization.JsonConverterAttribute";
    public const string JsonSerializerContext = "System.Text.Json.Serialization.JsonSerializerContext";
    public const string JsonElement = "System.Text.Json.JsonElement";
    public const string JsonTypeInfo = "System.Text.Json.Serialization.Metadata.JsonTypeInfo`1";
    public const string ClaimsPrincipal = "System.Security.Claims.ClaimsPrincipal";

    public const string Object = "System.Object";
    public const string ServiceProvider = "System.IServiceProvider";
    public const string Disposable = "System.IDisposable";
    public const string AsyncDisposable = "System.IAsyncDisposable";
    public const string Exception = "System.Exception";
    public const string Parsable = "System.IParsable`1";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string AsyncEnumerable = "System.Collections.Generic.IAsyncEnumerable`1";
    public const string Guid = "System.Guid";
    public const string DateOnly = "System.DateOnly";
    public const string DateTimeOffset = "System.DateTimeOffset";
    public const string Memory = "System.Memory`1";
    public const string ReadOnlySpan = "System.ReadOnlySpan`1";
    public const string ReadOnlySequence = "System.Buffers.ReadOnlySequence`1";
    public const string ReadOnlyMemory = "System.ReadOnlyMemory`1";
    public const string Task = "System.Threading.Tasks.Task";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string TaskOf = "System.Threading.Tasks.Task`1";
    public const string ValueTaskOf = "System.Threading.Tasks.ValueTask`1";
    public const string AsyncMethodBuilderAttribute = "System.Runtime.CompilerServices.AsyncMethodBuilderAttribute";
    public const string PoolingAsyncValueTaskMethodBuilder = "System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder";
    public const string AttributeUsageAttribute = "System.AttributeUsageAttribute";
    public const string ConditionalAttribute = "System.Diagnostics.ConditionalAttribute";
    public const string SetsRequiredMembersAttribute = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    public const string NotifyCompletion = "System.Runtime.CompilerServices.INotifyCompletion";
    public const string Thread = "System.Threading.Thread";
    public const string ThreadPool = "System.Threading.ThreadPool";
    public const string Timer = "System.Threading.Timer";
    public const string ChannelWriter = "System.Threading.Channels.ChannelWriter`1";
    public const string WebApplication = "Microsoft.AspNetCore.Builder.WebApplication";

    public const string GeneratedCodeAttribute = "System.CodeDom.Compiler.GeneratedCodeAttribute";
    public const string DebuggerNonUserCodeAttribute = "System.Diagnostics.DebuggerNonUserCodeAttribute";
    public const string StackTraceHiddenAttribute = "System.Diagnostics.StackTraceHiddenAttribute";
}
