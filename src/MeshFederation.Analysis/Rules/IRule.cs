using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules;

/// <summary>One thing that analysis looks for. A rule is a small type of its own, listed in <c>RuleCatalog</c>.</summary>
public interface IRule
{
    /// <summary>What it finds.</summary>
    Fault Finds { get; }

    /// <summary>Looks at a federation.</summary>
    /// <param name="federation">Everything that is known of it.</param>
    /// <returns>What was found, in the order of the objects.</returns>
    IEnumerable<MeshFinding> Evaluate(FederationView federation);
}
