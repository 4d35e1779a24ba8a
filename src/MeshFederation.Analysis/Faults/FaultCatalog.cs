using System.Reflection;
using MeshFederation.Analysis.Rules;

namespace MeshFederation.Analysis.Faults;

/// <summary>
/// All faults, each once: those that rules say themselves, and those of <see cref="CallFaults"/> and <see cref="InputFaults"/>, sorted by
/// id.
/// </summary>
public static class FaultCatalog
{
    private static readonly Dictionary<string, Fault> ById = Read();

    /// <summary>The faults.</summary>
    public static IReadOnlyList<Fault> All { get; } = [.. ById.Values.OrderBy(fault => fault.Id, StringComparer.Ordinal)];

    /// <summary>The fault with an id.</summary>
    /// <param name="id">The id, as <c>MF1101</c>.</param>
    /// <returns>The fault, or null when there is none.</returns>
    public static Fault? Find(string id) => ById.GetValueOrDefault(id);

    private static Dictionary<string, Fault> Read()
    {
        var ofCalls = typeof(CallFaults).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<Fault>();
        return RuleCatalog.All.Select(rule => rule.Finds)
            .Concat(ofCalls).Append(InputFaults.FileUnread).Distinct()
            .ToDictionary(fault => fault.Id, StringComparer.Ordinal);
    }
}
