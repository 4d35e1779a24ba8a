namespace MeshFederation.Planning.Kinds;

/// <summary>The API groups of Istio's kinds (istio manifests/charts/base/files/crd-all.gen.yaml).</summary>
public static class IstioGroups
{
    /// <summary>Where requests go.</summary>
    public const string Networking = "networking.istio.io";

    /// <summary>Who may send them.</summary>
    public const string Security = "security.istio.io";
}
