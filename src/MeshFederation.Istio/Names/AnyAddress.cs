namespace MeshFederation.Istio.Names;

/// <summary>What a listener binds to that takes connections at every address.</summary>
internal static class AnyAddress
{
    public const string V4 = "0.0.0.0";

    public const string V6 = "::";
}
