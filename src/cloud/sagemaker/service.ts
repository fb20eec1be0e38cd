import type { Service } from "#cloud/core/service.ts";
import { permissions } from "./permissions.ts";
import { addTags, deleteTags, listTags } from "./tags/tag-operations.ts";
import { createTrainingJob } from "./training/create-training-job.ts";
import { complete, download, run, runOut, stopped, upload } from "./training/training-events.ts";
import {
  deleteTrainingJob,
  describeTrainingJob,
  listTrainingJobs,
  stopTrainingJob,
} from "./training/training-operations.ts";

export const sagemaker: Service = {
  name: "sagemaker",
  scope: "regional",
  permissions,
  operations: {
    AddTags: addTags,
    DeleteTags: deleteTags,
    ListTags: listTags,
    CreateTrainingJob: createTrainingJob,
    DescribeTrainingJob: describeTrainingJob,
    ListTrainingJobs: listTrainingJobs,
    StopTrainingJob: stopTrainingJob,
    DeleteTrainingJob: deleteTrainingJob,
  },
  events: {
    "training-download": download,
    "training-run": run,
    "training-upload": upload,
    "training-complete": complete,
    "training-run-out": runOut,
    "training-stopped": stopped,
  },
};
