using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>
/// What istiod writes into the status of an object (istio/api meta/v1alpha1 IstioStatus): the condition Reconciled, with the generation
/// that it is about, when PILOT_ENABLE_STATUS and PILOT_ENABLE_CONFIG_DISTRIBUTION_TRACKING are set; messages, when its analysis is on.
/// </summary>
internal static class ObjectStatus
{
    public static TakenState Of(UnstructuredMap content)
    {
        if (content.Map("status") is not { } status) return TakenState.Unknown;
        if (StatusConditions.Of(status, "Reconciled") is not { } reconciled) return TakenState.Unknown;
        var observed = Number(status, "observedGeneration") ?? Number(reconciled, "observedGeneration");
        return StatusConditions.Holds(reconciled) && observed >= content.Map("metadata")?.Number("generation")
            ? TakenState.Taken
            : TakenState.NotYet;
    }

    /// <summary>What istiod's analysis objects to, as errors.</summary>
    public static IEnumerable<string> Objections(UnstructuredMap content) =>
        StatusMessages.Errors(content.Map("status") ?? UnstructuredMap.Empty)
            .Select(message => $"{StatusMessages.Title(message)} {message.Text("documentationUrl")}".Trim());

    /// <summary>The status is protobuf as JSON, which writes 64 bit numbers as texts.</summary>
    private static long? Number(UnstructuredMap map, string key) =>
        map.Number(key)
        ?? (long.TryParse(map.Text(key), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null);
}
