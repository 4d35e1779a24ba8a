namespace MeshFederation.Tests.Istio;

/// <summary>A message that Istio's analyzers give of an object.</summary>
/// <param name="Code">Its name in Istio's messages.yaml.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Name">The name.</param>
internal sealed record ExpectedMessage(string Code, string Kind, string Namespace, string Name)
{
    /// <summary>The object as findings name it: without a namespace it is in default, as kubectl would have it.</summary>
    public string Target => Kind == "Namespace" ? $"Namespace/{Name}" : $"{Kind}/{(Namespace.Length == 0 ? "default" : Namespace)}/{Name}";

    public override string ToString() => $"{Code} {Target}";
}
