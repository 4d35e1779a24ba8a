namespace MeshFederation.Istio.Mesh;

/// <summary>What istiod answers at its port for debugging (istio pilot/pkg/xds/debug.go).</summary>
internal static class IstiodPages
{
    /// <summary>What connected proxies have of what they were sent.</summary>
    public const string Proxies = "debug/syncz";

    /// <summary>The objects that it has taken.</summary>
    public const string Configs = "debug/configz";

    /// <summary>The endpoints of services.</summary>
    public const string Endpoints = "debug/endpointz";

    /// <summary>The workloads and services that ztunnels are sent.</summary>
    public const string Ambient = "debug/ambientz";
}
