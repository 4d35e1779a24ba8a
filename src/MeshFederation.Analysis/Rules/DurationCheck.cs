using MeshFederation.Istio.Durations;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules;

/// <summary>Requires durations to be what Istio takes (istio pkg/config/validation/agent/validation.go ValidateDuration).</summary>
internal static class DurationCheck
{
    /// <summary>Reports a field that is there and no duration of at least 1 ms, in whole milliseconds.</summary>
    public static void Require(MeshManifest manifest, UnstructuredMap map, string field, Report report, bool allowsZero = false)
    {
        if (map.Text(field) is not { } text) return;
        if (GoDuration.Milliseconds(text) is not { } milliseconds)
            report.At(manifest, map, field, $"'{text}' is no duration, as 5s or 1m30s.");
        else if (milliseconds < 1 && !(allowsZero && milliseconds == 0)) report.At(manifest, map, field, $"'{text}' is less than 1ms.");
        else if (milliseconds % 1 != 0) report.At(manifest, map, field, $"'{text}' is not a whole number of milliseconds.");
    }
}
