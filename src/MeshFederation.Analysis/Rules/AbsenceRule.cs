namespace MeshFederation.Analysis.Rules;

/// <summary>
/// The base of rules about what objects name and is not there. What cannot be told, since not all is given, <c>NamedNotAmongInput</c> says.
/// </summary>
internal abstract class AbsenceRule : Rule
{
    /// <summary>All that is named and not among the objects, as far as objects of its kind are given at all.</summary>
    public abstract IEnumerable<Absence> Find(FederationView federation);

    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        foreach (var absence in federation.Absences(this))
        {
            if (absence.IsKnown) absence.Tell(report, absence.Message, absence.Cause);
        }
    }
}
