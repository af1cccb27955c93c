namespace Zzz;

/// <summary>
/// Adds a <c>Map</c> method to a <c>static partial</c> class in a library. An app calls this method to map the library's controllers.
/// </summary>
/// <example>
/// <code>
/// // in the library
/// [ZzzModule]
/// public static partial class ChatModule;
///
/// // in the app
/// ChatModule.Map(app);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ZzzModuleAttribute : Attribute;
