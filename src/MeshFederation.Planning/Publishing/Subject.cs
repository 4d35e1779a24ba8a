using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Publishing;

/// <summary>What an object is about. Two objects of one kind that are about the same do the same work, wherever they stand.</summary>
internal static class Subject
{
    /// <summary>The subjects of an object: its hosts; of a VirtualService its hosts at each gateway; of a Gateway the workload that it is for.</summary>
    public static IReadOnlyList<string> Of(string kind, UnstructuredMap content)
    {
        var spec = content.Map("spec") ?? UnstructuredMap.Empty;
        return kind switch
        {
            "DestinationRule" => spec.Text("host") is { } host ? [host] : [],
            "ServiceEntry" => [.. spec.List("hosts").OfType<string>()],
            "VirtualService" => [.. from host in spec.List("hosts").OfType<string>() from gateway in Gateways(spec) select $"{host} at {gateway}"],
            "Gateway" => [CanonicalJson.Write(spec.Map("selector"))],
            _ => [],
        };
    }

    /// <summary>Sidecars are meant where no gateway is named (istio networking/v1 VirtualService.gateways).</summary>
    private static IEnumerable<string> Gateways(UnstructuredMap spec) => spec.List("gateways") is { Count: > 0 } gateways ? gateways.OfType<string>() : ["mesh"];
}
