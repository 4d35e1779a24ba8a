using System.Management.Automation;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Views;

/// <summary>
/// Changes as they are output. Where a script outputs values of several types, the engine lists the later ones with all that they hold, and
/// a change holds two whole objects; so it is told what matters. A types file would say the same, but costs time at every import.
/// </summary>
internal static class BriefChange
{
    private const string StandardMembers = "PSStandardMembers";

    private static readonly string[] Shown = ["Cluster", "Action", "Kind", "Namespace", "Name", "Difference", "Message", "Duration"];

    public static PSObject Of(MeshChange change)
    {
        var value = PSObject.AsPSObject(change);
        if (value.Members[StandardMembers] is null)
            value.Members.Add(new PSMemberSet(StandardMembers, [new PSPropertySet("DefaultDisplayPropertySet", Shown)]));
        return value;
    }
}
