namespace MeshFederation.Commands;

/// <summary>What a line is that is said while a command works on clusters.</summary>
internal enum MessageKind
{
    /// <summary>What a credential plugin writes, shown as it comes.</summary>
    OfPlugin,

    /// <summary>A warning, said once in a command.</summary>
    Warning,

    /// <summary>What is shown with -Debug.</summary>
    Debug,
}
