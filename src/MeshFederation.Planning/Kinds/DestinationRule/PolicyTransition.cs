using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>A traffic policy that still holds for the ports which are about to go.</summary>
internal static class PolicyTransition
{
    private const string PortLevel = "portLevelSettings";

    /// <summary>The policy for the time between; null when the wanted one will do.</summary>
    public static UnstructuredMap? Of(UnstructuredMap? old, UnstructuredMap? wanted, IReadOnlyList<long> goingPorts)
    {
        if (old is null || wanted is null) return null;
        var kept = goingPorts.Where(port => !UnstructuredEquality.AreEqual(At(old, port), At(wanted, port)))
            .Select(port => Entry(port, At(old, port))).Where(entry => entry.Count > 1).ToList();
        if (kept.Count == 0) return null;
        var numbers = kept.Select(Number).ToHashSet();
        return wanted.With(
            PortLevel, UnstructuredList.From(wanted.Maps(PortLevel).Where(entry => !numbers.Contains(Number(entry))).Concat(kept)));
    }

    /// <summary>
    /// A port's own settings take the place of all that holds for every port (istio pilot/pkg/networking/util MergeTrafficPolicy).
    /// </summary>
    private static UnstructuredMap At(UnstructuredMap policy, long port) =>
        policy.Maps(PortLevel).FirstOrDefault(entry => Number(entry) == port)?.With("port", null) ?? policy.With(PortLevel, null);

    private static UnstructuredMap Entry(long port, UnstructuredMap settings) => UnstructuredMap.Of(
    [
        ("port", UnstructuredMap.Of(("number", port))),
        .. TrafficPolicyFields.OfPort.Select(field => (field, (object?)settings.Map(field))),
    ]);

    private static long? Number(UnstructuredMap entry) => entry.Map("port")?.Number("number");
}
