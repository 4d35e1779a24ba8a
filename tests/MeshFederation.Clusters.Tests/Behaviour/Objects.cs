namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Writes small objects. Parts are YAML in flow style without the outer braces: <c>a: '1', b: '2'</c>.</summary>
public static class Objects
{
    /// <summary>The plurals, for paths.</summary>
    public const string ConfigMaps = "configmaps";

    /// <summary>The plural of ServiceEntry.</summary>
    public const string ServiceEntries = "serviceentries";

    /// <summary>The plural of VirtualService.</summary>
    public const string VirtualServices = "virtualservices";

    /// <summary>The plural of Lease.</summary>
    public const string Leases = "leases";

    /// <summary>A ConfigMap.</summary>
    public static TestObject ConfigMap(string name, string data, string? labels = null) =>
        new(ConfigMaps, name, $"{{apiVersion: v1, kind: ConfigMap, metadata: {Metadata(name, labels)}, data: {{{data}}}}}");

    /// <summary>A ServiceEntry.</summary>
    public static TestObject ServiceEntry(string name, string spec, string? labels = null, string version = "v1") =>
        new(
            ServiceEntries,
            name,
            $"{{apiVersion: networking.istio.io/{version}, kind: ServiceEntry, metadata: {Metadata(name, labels)}, spec: {{{spec}}}}}",
            version);

    /// <summary>A VirtualService.</summary>
    public static TestObject VirtualService(string name, string spec) =>
        new(
            VirtualServices,
            name,
            $"{{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {Metadata(name, null)}, spec: {{{spec}}}}}");

    /// <summary>A Lease.</summary>
    public static TestObject Lease(string name, string holder) => new(
        Leases, name, $"{{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {Metadata(name, null)}, spec: {{holderIdentity: "
            + $"{holder}, leaseDurationSeconds: 60, renewTime: '2026-01-02T03:04:05.000006Z'}}}}");

    /// <summary>The apiVersion of a kind.</summary>
    public static string ApiOf(string plural, string? version) => plural switch
    {
        ConfigMaps or "services" or "secrets" => "v1",
        Leases => "coordination.k8s.io/v1",
        "peerauthentications" => $"security.istio.io/{version ?? "v1"}",
        _ => $"networking.istio.io/{version ?? "v1"}",
    };

    private static string Metadata(string name, string? labels) =>
        labels is null ? $"{{name: {name}}}" : $"{{name: {name}, labels: {{{labels}}}}}";
}
