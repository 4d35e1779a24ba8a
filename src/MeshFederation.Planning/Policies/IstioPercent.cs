using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Policies;

/// <summary>Parts in percent as Istio's objects have them (istio networking/v1 Percent).</summary>
internal static class IstioPercent
{
    public static UnstructuredMap Of(double percent) =>
        UnstructuredMap.Of(("value", percent == Math.Truncate(percent) ? (object)(long)percent : percent));
}
