using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands;

/// <summary>Makes PowerShell's error records of ours.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord Of(MeshException exception)
    {
        var record = new ErrorRecord(exception, exception.ErrorId, Category(exception.Kind), exception.Target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
        };

        // The engine shows the target beside the category, as it was given.
        record.CategoryInfo.TargetName = ShownText.Of(record.CategoryInfo.TargetName);
        return record;
    }

    private static ErrorCategory Category(MeshErrorKind kind) => Enum.Parse<ErrorCategory>(kind.ToString());
}
