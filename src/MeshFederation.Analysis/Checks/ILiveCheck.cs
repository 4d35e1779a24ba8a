using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks;

/// <summary>One thing to check in live clusters. A check is a small type of its own, listed in <see cref="CheckCatalog"/>.</summary>
public interface ILiveCheck
{
    /// <summary>The stable id, as <c>gateway-pods</c>.</summary>
    string Id { get; }

    /// <summary>What it belongs to.</summary>
    string Category { get; }

    /// <summary>What must hold, in a few words.</summary>
    string Name { get; }

    /// <summary>
    /// The faults that it finds and says as rules and traces do; those of a call that it follows are any that a call can have.
    /// </summary>
    IReadOnlyList<Fault> Faults { get; }

    /// <summary>Checks it: for each cluster or pair of clusters that it is about.</summary>
    /// <param name="scene">What was read of the clusters.</param>
    /// <returns>What came of it.</returns>
    IEnumerable<MeshCheck> Run(CheckScene scene);
}
